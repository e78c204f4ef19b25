import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { OnStack } from '../../model/trace';
import type { IValue } from '../../model/value';
import { mysqlText } from '../../quoting/mysql';
import { shellWord } from '../../quoting/shell';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import { joinText } from '../value';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { DatabaseBackup, type BackupOptions } from './database-backup';
import { ExternalMySql, type ExternalMySqlProps, type IMySql } from './external-mysql';
import { mountInitScripts, type InitScripts } from './init-scripts';
import { reportUnknownVersion, withFacts } from './known-image';
import { MySqlAccounts } from './mysql-accounts';
import { MySqlDatabase, type MySqlDatabaseOptions } from './mysql-database';
import { MYSQL_IMAGE, mysqlDumpFacts } from './mysql-facts';
import { checkSetting, mysqlDatabaseRule, mysqlUserRule, mysqlValueRule } from './server-rules';
import { serverSecret } from './server-secret';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';
import { variablePrefix } from './variable-prefix';

const PORT = 3306;
const DATA = '/var/lib/mysql';
const USER = { uid: 999, gid: 999 };
const BACKUP = 'backup';
const ACCOUNTS = '00-accounts.sh';
const HINT = 'openssl rand -hex 24';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z][a-z0-9_-]*$/, rule: 'that of an option of mysqld, such as max_allowed_packet' },
  own: {
    datadir: 'the data lies on the volume',
    port: 'peers reach the server on the port of its endpoint',
    bind_address: 'peers reach the server on all addresses of the container',
    socket: 'its programs look for the socket where it is',
    user: 'the container runs as the user of the image',
  },
  same: (name) => name.replaceAll('-', '_'),
  value: mysqlValueRule,
  spelling: ['ON', 'OFF'],
};

/** How a MySQL is set up. */
export interface MySqlProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * The password of `root`, who can log in only inside the container.
   * @default - the secret `<ID>_ROOT_PASSWORD` of the stack
   */
  readonly rootPassword?: Secret;

  /**
   * Scripts that run once, at the first start on an empty volume, after the databases and users have been made, in the
   * order of their names: `.sql` and `.sh`.
   * @default - none
   */
  readonly initScripts?: InitScripts;

  /**
   * Options of the server by name, such as `{ sql_mode: 'STRICT_TRANS_TABLES', max_allowed_packet: '64M' }`: arguments of
   * `mysqld` in both targets. Those that follow from other properties are refused (`model/server-setting`).
   *
   * @example
   * new MySql(stack, 'mysql', { storage: Size.gibibytes(10), settings: { character_set_server: 'utf8mb4', max_allowed_packet: '64M' } });
   *
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * An official image of MySQL 8.0, 8.4 or 9, whose `mysql` user is 999:999; a warning names any other version.
   * @default Image.fromReference('mysql:8.4') - maintained until April 2032
   */
  readonly image?: Image;

  /** @default - 0.25 to 1 core, 512 MiB to 1 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/**
 * MySQL, one server with its data on a volume. Each database that is added has a user of its own, who may do anything in
 * it and nothing elsewhere.
 *
 * Runs as the image's own user on a read-only root; the data is in a subdirectory, because a new volume has
 * `lost+found`. Health is asked over TCP, where the server of the first start, before the databases exist, does not
 * answer. Databases, users and scripts are for an empty volume: what is added later has to be made by hand.
 *
 * @example
 * const mysql = new MySql(stack, 'mysql', { storage: Size.gibibytes(10) });
 * const shop = mysql.addDatabase('shop');
 * api.addEnv('DATABASE_URL', shop.url());
 */
export class MySql extends Workload implements IMySql {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalMySqlProps): ExternalMySql {
    return new ExternalMySql(scope, id, props);
  }

  public readonly endpoint: Endpoint;
  public readonly rootPassword: Secret;

  private readonly image: Image;
  private readonly accounts = new MySqlAccounts();

  public constructor(scope: Construct, id: string, props: MySqlProps) {
    ({ scope, id, props } = given(MySql, new.target, scope, id, props));
    const rootPassword =
      props.rootPassword ??
      serverSecret(scope, { server: id, name: 'ROOT_PASSWORD', description: 'Password of the MySQL user root.', hint: HINT }, MySql);
    const image = props.image ?? Image.fromReference('mysql:8.4');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, MYSQL_IMAGE),
      command: ['mysqld', `--datadir=${DATA}/data`, ...settings.entries.map(([name, value]) => joinText([`--${name}=`, value]))],
      user: USER,
      egress: false,
      // Peers have users of their own; root is for who can run a command in the container.
      env: { MYSQL_ROOT_PASSWORD: rootPassword, MYSQL_ROOT_HOST: '127.0.0.1' },
      // A query: `mysqladmin ping` is content with a server that lets nobody in.
      health: HealthProbe.fromCommand(['sh', '-c', 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql --host=127.0.0.1 --user=root --execute="SELECT 1" > /dev/null'], {
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.minutes(2),
        startInterval: Duration.seconds(2),
      }),
      mounts: { '/var/run/mysqld': Scratch.ofSize(Size.mebibytes(16)) },
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, MYSQL_IMAGE, MySql);
    reportSettings(this, settings, MySql);
    this.rootPassword = rootPassword;
    this.changes(rootPassword, ['root@localhost', 'root@"127.0.0.1"']);
    this.image = image;
    this.endpoint = this.addEndpoint('mysql', { port: PORT, ...(props.publish && { publish: props.publish }) });
    checkSetting(this, 'the name of an init script', Object.keys(props.initScripts ?? {}).find((name) => name === ACCOUNTS), () => `another than ${ACCOUNTS}, which makes the databases and users`, MySql);
    mountInitScripts(this, { ...props.initScripts, [ACCOUNTS]: this.accounts }, MySql);
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props));
  }

  public get host(): IValue {
    return this.endpoint.host;
  }

  public get port(): IValue {
    return this.endpoint.port;
  }

  /** A database and its user, made at the first start. */
  public addDatabase(name: string, options: MySqlDatabaseOptions = {}): MySqlDatabase {
    const user = options.user ?? name;
    checkSetting(this, 'the database', name, mysqlDatabaseRule, this.addDatabase);
    checkSetting(this, 'the user', user, mysqlUserRule, this.addDatabase);
    const password = options.password ?? this.passwordOf(`${variablePrefix(name)}_PASSWORD`, `Password of the MySQL user ${user}.`, this.addDatabase);
    const database = new MySqlDatabase(this.endpoint, name, user, password);
    const rival = this.accounts.rivalOf(database);
    checkSetting(this, 'the user', rival && user, () => `one whose password is in a variable of its own; "${rival}" has the same`, this.addDatabase);
    this.addEnv(this.accounts.add(database), password);
    this.changes(password, [/^[a-z]\w*$/i.test(user) ? user : mysqlText(user)]);
    return database;
  }

  /**
   * Dumps all databases that were added, at times of its own, without stopping anyone, by a user who may only read. If
   * none was added it dumps all that there are.
   *
   * @example
   * mysql.addBackup({ schedule: '0 3 * * *', storage: Size.gibibytes(20) });
   */
  public addBackup(options: BackupOptions): DatabaseBackup {
    const password = this.passwordOf('BACKUP_PASSWORD', 'Password of the MySQL user backup, who reads all databases.', this.addBackup);
    const rival = this.accounts.rivalOf({ user: BACKUP, password });
    checkSetting(this, 'the user of a database', rival, () => 'another than "backup", who makes the backups', this.addBackup);
    this.addEnv(this.accounts.addReader(BACKUP), password);
    this.changes(password, [BACKUP]);
    return new DatabaseBackup(this.node.scope as Construct, `${this.node.id}-backup`, {
      ...options,
      image: this.image._known(mysqlDumpFacts, true),
      user: USER,
      database: this.node.id,
      extension: 'sql.gz',
      reach: 'mysqladmin --host="$MYSQL_HOST" --port="$MYSQL_PORT" --user=backup --connect-timeout=3 ping',
      // The password is read from the environment; a dump that is cut off is never compressed, and never kept.
      dump: joinText([
        'mysqldump --host="$MYSQL_HOST" --port="$MYSQL_PORT" --user=backup --single-transaction --no-tablespaces --routines --events \\\n',
        '  --result-file="$part.sql" ',
        this.accounts.dumpOptions(),
        '\ngzip -c "$part.sql" > "$part"',
      ]),
      env: { MYSQL_HOST: this.host, MYSQL_PORT: this.port, MYSQL_PWD: password },
    })._runWith(this);
  }

  private changes(password: Secret, accounts: readonly string[]): void {
    const statement = `ALTER USER ${accounts.map((account) => `${account} IDENTIFIED BY "..."`).join(', ')}`;
    password._changedBy(this, `mysql --user=root --password --execute=${shellWord(statement)}`);
  }

  private passwordOf(name: string, description: string, below: OnStack): Secret {
    return serverSecret(this.node.scope as Construct, { server: this.node.id, name, description, hint: HINT }, below);
  }
}

guard(MySql);
