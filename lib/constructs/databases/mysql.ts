import type { Construct } from 'constructs';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import { Secret } from '../secret';
import { Scratch, Volume } from '../storage';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { DatabaseBackup, type BackupOptions } from './database-backup';
import { mountInitScripts, type InitScripts } from './init-scripts';
import { reportUnknownVersion, withFacts } from './known-image';
import { MySqlAccounts } from './mysql-accounts';
import { MySqlDatabase, type MySqlDatabaseOptions } from './mysql-database';
import { MYSQL_IMAGE, mysqlDumpFacts } from './mysql-facts';
import { variablePrefix } from './variable-prefix';

const PORT = 3306;
const DATA = '/var/lib/mysql';
const USER = { uid: 999, gid: 999 };

/** How a MySQL is set up. */
export interface MySqlProps {
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
export class MySql extends Workload {
  public readonly endpoint: Endpoint;
  public readonly rootPassword: Secret;

  private readonly image: Image;
  private readonly accounts = new MySqlAccounts();

  public constructor(scope: Construct, id: string, props: MySqlProps) {
    const rootPassword =
      props.rootPassword ??
      Secret.shared(scope, `${variablePrefix(id)}_ROOT_PASSWORD`, { description: 'Password of the MySQL user root.', hint: 'openssl rand -hex 24' });
    const image = props.image ?? Image.fromReference('mysql:8.4');
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, MYSQL_IMAGE),
      command: ['mysqld', `--datadir=${DATA}/data`],
      user: USER,
      egress: false,
      // Peers have users of their own; root is for who can run a command in the container.
      env: { MYSQL_ROOT_PASSWORD: rootPassword, MYSQL_ROOT_HOST: '127.0.0.1' },
      health: HealthProbe.fromCommand(['sh', '-c', 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysqladmin ping --host=127.0.0.1 --user=root --silent'], {
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
    this.rootPassword = rootPassword;
    this.image = image;
    this.endpoint = this.addEndpoint('mysql', { port: PORT, ...(props.publish && { publish: props.publish }) });
    mountInitScripts(this, { '00-accounts.sh': this.accounts, ...props.initScripts });
    this.addMount(DATA, new Volume(this, 'data', { size: props.storage, ownedByImage: true }));
  }

  public get host(): IValue {
    return this.endpoint.host;
  }

  public get port(): IValue {
    return this.endpoint.port;
  }

  /** A database and its user, made at the first start. */
  public addDatabase(name: string, options: MySqlDatabaseOptions = {}): MySqlDatabase {
    const password =
      options.password ??
      Secret.shared(this, `${variablePrefix(this.node.id)}_${variablePrefix(name)}_PASSWORD`, {
        description: `Password of the MySQL user ${options.user ?? name}.`,
        hint: 'openssl rand -hex 24',
      });
    const database = new MySqlDatabase(this.endpoint, name, options.user ?? name, password);
    this.addEnv(this.accounts.add(database), password);
    return database;
  }

  /**
   * Dumps all databases that were added, at times of its own, without stopping anyone, by a user who may only read.
   *
   * @example
   * mysql.addBackup({ schedule: '0 3 * * *', storage: Size.gibibytes(20) });
   */
  public addBackup(options: BackupOptions): DatabaseBackup {
    const password = Secret.shared(this, `${variablePrefix(this.node.id)}_BACKUP_PASSWORD`, {
      description: 'Password of the MySQL user backup, who reads all databases.',
      hint: 'openssl rand -hex 24',
    });
    this.addEnv(this.accounts.addReader('backup'), password);
    return new DatabaseBackup(this.node.scope as Construct, `${this.node.id}-backup`, {
      ...options,
      image: this.image._known(mysqlDumpFacts, true),
      user: USER,
      database: this.node.id,
      extension: 'sql.gz',
      // The password is read from the environment; a dump that is cut off is never compressed, and never kept.
      dump: [
        'mysqldump --host="$MYSQL_HOST" --port="$MYSQL_PORT" --user=backup --single-transaction --no-tablespaces --routines --events \\',
        '  --result-file="$part.sql" --databases $DATABASES',
        'gzip -c "$part.sql" > "$part"',
        'rm "$part.sql"',
      ].join('\n'),
      env: { MYSQL_HOST: this.host, MYSQL_PORT: this.port, MYSQL_PWD: password, DATABASES: this.accounts.databaseNames() },
    });
  }
}
