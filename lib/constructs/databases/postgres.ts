import type { Construct } from 'constructs';
import { belongsTo, given, guard } from '../../border/guard';
import type { OnStack } from '../../model/trace';
import type { IValue } from '../../model/value';
import { shellArgument } from '../../quoting/shell';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import { joinText } from '../value';
import type { User } from '../container-options';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { DatabaseBackup, type BackupOptions } from './database-backup';
import { ExternalPostgres, type ExternalPostgresProps, type IPostgres } from './external-postgres';
import { mountInitScripts, type InitScripts } from './init-scripts';
import { commandIn, factsIn, reportUnknownVersion, userIn, withFacts } from './known-image';
import { PostgresAccounts } from './postgres-accounts';
import { PostgresDatabase, type PostgresDatabaseOptions } from './postgres-database';
import { missingExtension, POSTGRES_IMAGES, postgresDumpFacts } from './postgres-facts';
import { checkSetting, postgresDatabaseRule, postgresExtensionRule, postgresSuperuserRule, postgresUserRule, postgresValueRule } from './server-rules';
import { serverSecret } from './server-secret';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';
import { variablePrefix } from './variable-prefix';

const PORT = 5432;
const DATA = '/var/lib/postgresql/data';
const SOCKET = '/var/run/postgresql';
const ACCOUNTS = '00-accounts.sh';
const HINT = 'openssl rand -hex 24';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z_]\w*(?:\.[a-z_]\w*)?$/i, rule: 'that of a setting of PostgreSQL, such as max_connections or pg_stat_statements.track' },
  own: {
    port: 'peers reach the server on the port of its endpoint',
    listen_addresses: 'peers reach the server on all addresses of the container',
    unix_socket_directories: `its programs look for the socket in ${SOCKET}`,
    data_directory: 'the data lies on the volume',
  },
  same: (name) => name.toLowerCase(),
  value: postgresValueRule,
  spelling: ['on', 'off'],
};
/** A query: `pg_isready` is content with a server that does not have the database. */
const HEALTH = `PGPASSWORD="$POSTGRES_PASSWORD" psql -X --host=127.0.0.1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --command='SELECT 1' > /dev/null`;

/** How a PostgreSQL is set up. */
export interface PostgresProps extends DataVolumeOptions {
  /** Name of the database, made at the first start. */
  readonly database: string;

  /**
   * Name of the user that owns it. Without a `superuser` it is one.
   * @default - the name of the database
   */
  readonly user?: string;

  /**
   * Name of a superuser, such as `postgres`, with a password of its own, `<ID>_SUPERUSER_PASSWORD`: then the user who owns the
   * database may do nothing elsewhere. It makes users and databases at the first start, and the backups.
   * @default - none: `user` is the superuser
   */
  readonly superuser?: string;

  /**
   * Extensions that are created in the database at the first start, such as `vector` of the image `pgvector/pgvector`.
   * @default - none
   */
  readonly extensions?: readonly string[];

  /**
   * Settings of the server by name, such as `{ max_connections: 300, shared_buffers: '256MB' }`: arguments of `postgres` in
   * both targets, which outweigh its files. Those that follow from other properties are refused (`model/server-setting`).
   *
   * @example
   * new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(10), settings: { max_connections: 300, shared_buffers: '256MB' } });
   *
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * Arguments of `initdb`, which makes the data at the first start, such as `--data-checksums`.
   * @default - none
   */
  readonly initdbArguments?: readonly string[];

  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * The user's password.
   * @default - the secret `<ID>_PASSWORD` of the stack
   */
  readonly password?: Secret;

  /**
   * An official image of PostgreSQL 14 to 17, `pgvector/pgvector` of them, or `ghcr.io/immich-app/postgres`, whose facts are
   * known; a warning names any other version.
   * @default Image.fromReference('postgres:15-alpine') - maintained until November 2027
   */
  readonly image?: Image;

  /**
   * The image's own `postgres` user: 70:70 in the alpine variants, 999:999 in the others.
   * @default - that of the image, if it is a known one, or else 70:70
   */
  readonly runAs?: User;

  /**
   * Scripts that run once, at the first start on an empty volume, in the order of their names: `.sql` and `.sh`.
   * @default - none
   */
  readonly initScripts?: InitScripts;

  /** @default - 0.25 to 1 core, 256 MiB to 1 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/** How a client spells the URL of a database. */
export interface PostgresUrlOptions {
  /**
   * Scheme, with the driver if the client library wants one: `postgresql+asyncpg`.
   * @default 'postgresql'
   */
  readonly scheme?: string;
}

/**
 * PostgreSQL, one server with its data on a volume.
 *
 * Runs as the image's own user on a read-only root; the data is in a subdirectory, because a new volume has
 * `lost+found`. It is stopped by SIGINT, a fast shutdown, and has 60 s for it. `/dev/shm` has 128 MiB for parallel
 * queries. Health is a query over TCP, which the server of the first start, before the database exists, does not answer.
 *
 * @example
 * const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(10) });
 * api.addEnv('DATABASE_URL', postgres.url());
 */
export class Postgres extends Workload implements IPostgres {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalPostgresProps): ExternalPostgres {
    return new ExternalPostgres(scope, id, props);
  }

  /** The endpoint `postgres`. */
  public readonly endpoint: Endpoint;
  /** Name of the database. */
  public readonly database: string;
  /** Name of the user that owns it. */
  public readonly user: string;
  /** Password of that user. */
  public readonly password: Secret;

  /** Name and password of the superuser. */
  private readonly superuser: { readonly name: string; readonly password: Secret };
  private readonly image: Image;
  private readonly runAs: User;
  private readonly accounts: PostgresAccounts;
  private isTold = false;

  public constructor(scope: Construct, id: string, props: PostgresProps) {
    ({ scope, id, props } = given(Postgres, new.target, scope, id, props));
    const user = props.user ?? props.database;
    const password = props.password ?? passwordOf(scope, id, 'PASSWORD', user, Postgres);
    const name = props.superuser ?? user;
    const superuser = { name, password: name === user ? password : passwordOf(scope, id, 'SUPERUSER_PASSWORD', name, Postgres) };
    const image = props.image ?? Image.fromReference('postgres:15-alpine');
    const runAs = props.runAs ?? userIn(POSTGRES_IMAGES, image, id) ?? { uid: 70, gid: 70 };
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, POSTGRES_IMAGES),
      ...(settings.entries.length > 0 && { command: [...(commandIn(POSTGRES_IMAGES, image, id) ?? ['postgres']), ...settings.entries.flatMap(([key, value]) => ['-c', joinText([`${key}=`, value])])] }),
      user: runAs,
      egress: false,
      env: {
        POSTGRES_DB: props.database, POSTGRES_USER: superuser.name, POSTGRES_PASSWORD: superuser.password, PGDATA: `${DATA}/pgdata`,
        // The image's entry point leaves its words to a shell.
        ...(props.initdbArguments?.length && { POSTGRES_INITDB_ARGS: props.initdbArguments.map(shellArgument).join(' ') }),
      },
      health: HealthProbe.fromCommand(['sh', '-c', HEALTH], {
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.seconds(60),
        startInterval: Duration.seconds(2),
      }),
      mounts: scratchOf(image, id),
      sharedMemory: Size.mebibytes(128),
      stopSignal: 'SIGINT',
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, POSTGRES_IMAGES, Postgres);
    this.image = image;
    this.runAs = runAs;
    this.database = props.database;
    this.user = user;
    this.password = password;
    this.superuser = superuser;
    this.accounts = new PostgresAccounts(superuser.name);
    this.endpoint = this.addEndpoint('postgres', { port: PORT, ...(props.publish && { publish: props.publish }) });
    checkSetting(this, 'the name of an init script', Object.keys(props.initScripts ?? {}).find((script) => script === ACCOUNTS), () => `another than ${ACCOUNTS}, which makes users, databases and extensions`, Postgres);
    mountInitScripts(this, props.initScripts ?? {}, Postgres);
    checkSetting(this, 'the database', props.database, postgresDatabaseRule, Postgres);
    checkSetting(this, 'the user', user, user === name ? postgresSuperuserRule : postgresUserRule, Postgres);
    checkSetting(this, 'the superuser', user === name ? undefined : name, postgresSuperuserRule, Postgres);
    this.changes(superuser.name, superuser.password);
    this.account({ database: props.database, user, password, extensions: props.extensions ?? [], made: true }, Postgres);
    reportSettings(this, settings, Postgres);
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props));
  }

  /** Name under which peers reach it. */
  public get host(): IValue {
    return this.endpoint.host;
  }

  /** Port on which peers reach it. */
  public get port(): IValue {
    return this.endpoint.port;
  }

  /** `postgresql://user:password@host:port/database` */
  public url(options: PostgresUrlOptions = {}): IValue {
    return this.endpoint.url({
      scheme: options.scheme ?? 'postgresql',
      user: this.user,
      password: this.password,
      path: `/${urlPart(this.database)}`,
    });
  }

  /**
   * A further database and the user who owns it, made at the first start. What is added later has to be made by hand.
   */
  public addDatabase(name: string, options: PostgresDatabaseOptions = {}): PostgresDatabase {
    const user = options.user ?? name;
    checkSetting(this, 'the database', name, postgresDatabaseRule, this.addDatabase);
    checkSetting(this, 'the database', this.accounts.has(name) ? name : undefined, () => 'one that the server does not have already', this.addDatabase);
    checkSetting(this, 'the user', user, postgresUserRule, this.addDatabase);
    const known = user === this.user ? this.password : user === this.superuser.name ? this.superuser.password : undefined;
    const password = options.password ?? known ?? passwordOf(this.node.scope as Construct, this.node.id, `${variablePrefix(name)}_PASSWORD`, user, this.addDatabase);
    this.account({ database: name, user, password, extensions: options.extensions ?? [], made: false }, this.addDatabase);
    const id = `${this.node.id}-${variablePrefix(name).toLowerCase().replaceAll('_', '-')}-backup`;
    const database = new PostgresDatabase(this.endpoint, name, user, password, (backup) => this.backUp(id, name, backup));
    belongsTo(database, this);
    return database;
  }

  /**
   * Dumps the first database at times of its own, in `pg_dump`'s custom format, which `pg_restore` reads.
   *
   * @example
   * postgres.addBackup({ schedule: '0 3 * * *', storage: Size.gibibytes(20) });
   */
  public addBackup(options: BackupOptions): DatabaseBackup {
    return this.backUp(`${this.node.id}-backup`, this.database, options);
  }

  private backUp(id: string, database: string, options: BackupOptions): DatabaseBackup {
    return new DatabaseBackup(this.node.scope as Construct, id, {
      ...options,
      image: this.image._known(postgresDumpFacts, true),
      user: this.runAs,
      database,
      extension: 'dump',
      reach: 'pg_isready',
      dump: 'pg_dump --format=custom --file="$part"',
      env: { PGHOST: this.host, PGPORT: this.port, PGUSER: this.superuser.name, PGPASSWORD: this.superuser.password, PGDATABASE: database },
    })._runWith(this);
  }

  /** Adds a database to the script of the first start, which is mounted as soon as there is something in it. */
  private account({ database, user, password, extensions, made }: { database: string; user: string; password: Secret; extensions: readonly string[]; made: boolean }, below: OnStack): void {
    const { reference } = this.image._describe(this.node.id, this.node.id);
    for (const extension of extensions) {
      checkSetting(this, 'the extension', extension, postgresExtensionRule, below);
      checkSetting(this, 'the extension', extension, (name) => missingExtension(name, reference), below);
    }
    const rival = this.accounts.rivalOf({ user, password });
    checkSetting(this, 'the user', rival && user, () => `one whose password is in a variable of its own; "${rival}" has the same`, below);
    const isKnown = this.accounts.knows(user);
    const variable = this.accounts.add({ name: database, user, password, extensions, made });
    if (variable !== undefined && !isKnown) {
      this.addEnv(variable, password);
      this.changes(user, password);
    }
    if (this.isTold || (made && variable === undefined && extensions.length === 0)) return;
    this.isTold = true;
    mountInitScripts(this, { [ACCOUNTS]: this.accounts }, below);
  }

  private changes(user: string, password: Secret): void {
    password._changedBy(this, `psql --username=${shellArgument(user)} --dbname=${shellArgument(this.database)} --command='\\password'`);
  }
}

guard(Postgres);

function passwordOf(scope: Construct, server: string, name: string, user: string, below: OnStack): Secret {
  return serverSecret(scope, { server, name, description: `Password of the PostgreSQL user ${user}.`, hint: HINT }, below);
}

/** What the image writes beside the data: its socket, in some its configuration. */
function scratchOf(image: Image, id: string): Record<string, Scratch> {
  const { reference, facts = factsIn(POSTGRES_IMAGES, reference) } = image._describe(id, id);
  const paths = facts?.writes?.filter(({ persistent }) => persistent !== true).map(({ path }) => path) ?? [];
  return Object.fromEntries([SOCKET, ...paths].map((path) => [path, Scratch.ofSize(Size.mebibytes(16))]));
}
