import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { shellArgument } from '../../quoting/shell';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch, Volume } from '../storage';
import type { User } from '../container-options';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { DatabaseBackup, type BackupOptions } from './database-backup';
import { mountInitScripts, type InitScripts } from './init-scripts';
import { reportUnknownVersion, withFacts } from './known-image';
import { POSTGRES_IMAGE, postgresDumpFacts } from './postgres-facts';
import { checkSetting, postgresDatabaseRule, postgresUserRule } from './server-rules';
import { serverSecret } from './server-secret';

const PORT = 5432;
const DATA = '/var/lib/postgresql/data';
/** A query: `pg_isready` is content with a server that does not have the database. */
const HEALTH = `PGPASSWORD="$POSTGRES_PASSWORD" psql -X --host=127.0.0.1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --command='SELECT 1' > /dev/null`;

/** How a PostgreSQL is set up. */
export interface PostgresProps {
  /** Name of the database, made at the first start. */
  readonly database: string;

  /**
   * Name of the user that owns it.
   * @default - the name of the database
   */
  readonly user?: string;

  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * The user's password.
   * @default - the secret `<ID>_PASSWORD` of the stack
   */
  readonly password?: Secret;

  /**
   * An official image of PostgreSQL 14 to 17, whose facts are known; a warning names any other.
   * @default Image.fromReference('postgres:15-alpine') - maintained until November 2027
   */
  readonly image?: Image;

  /**
   * The image's own `postgres` user: 70:70 in the alpine variants, 999:999 in the others.
   * @default - 70:70
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
export class Postgres extends Workload {
  /** The endpoint `postgres`. */
  public readonly endpoint: Endpoint;
  /** Name of the database. */
  public readonly database: string;
  /** Name of the user that owns it. */
  public readonly user: string;
  /** Password of that user. */
  public readonly password: Secret;

  private readonly image: Image;
  private readonly runAs: User;

  public constructor(scope: Construct, id: string, props: PostgresProps) {
    [scope, id, props] = given(Postgres, new.target, scope, id, props);
    const user = props.user ?? props.database;
    const password =
      props.password ??
      serverSecret(scope, { server: id, name: 'PASSWORD', description: `Password of the PostgreSQL user ${user}.`, hint: 'openssl rand -hex 24' }, Postgres);
    const image = props.image ?? Image.fromReference('postgres:15-alpine');
    const runAs = props.runAs ?? { uid: 70, gid: 70 };
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, POSTGRES_IMAGE),
      user: runAs,
      egress: false,
      env: { POSTGRES_DB: props.database, POSTGRES_USER: user, POSTGRES_PASSWORD: password, PGDATA: `${DATA}/pgdata` },
      health: HealthProbe.fromCommand(['sh', '-c', HEALTH], {
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.seconds(60),
        startInterval: Duration.seconds(2),
      }),
      mounts: { '/var/run/postgresql': Scratch.ofSize(Size.mebibytes(16)) },
      sharedMemory: Size.mebibytes(128),
      stopSignal: 'SIGINT',
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, POSTGRES_IMAGE, Postgres);
    this.image = image;
    this.runAs = runAs;
    this.database = props.database;
    this.user = user;
    this.password = password;
    password._changedBy(this, `psql --username=${shellArgument(user)} --dbname=${shellArgument(props.database)} --command='\\password'`);
    this.endpoint = this.addEndpoint('postgres', { port: PORT, ...(props.publish && { publish: props.publish }) });
    mountInitScripts(this, props.initScripts ?? {}, Postgres);
    checkSetting(this, 'the database', props.database, postgresDatabaseRule, Postgres);
    checkSetting(this, 'the user', user, postgresUserRule, Postgres);
    this.addMount(DATA, new Volume(this, 'data', { size: props.storage, ownedByImage: true }));
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
   * Dumps the database at times of its own, in `pg_dump`'s custom format, which `pg_restore` reads.
   *
   * @example
   * postgres.addBackup({ schedule: '0 3 * * *', storage: Size.gibibytes(20) });
   */
  public addBackup(options: BackupOptions): DatabaseBackup {
    return new DatabaseBackup(this.node.scope as Construct, `${this.node.id}-backup`, {
      ...options,
      image: this.image._known(postgresDumpFacts, true),
      user: this.runAs,
      database: this.database,
      extension: 'dump',
      dump: 'pg_dump --format=custom --file="$part"',
      env: { PGHOST: this.host, PGPORT: this.port, PGUSER: this.user, PGPASSWORD: this.password, PGDATABASE: this.database },
    })._runWith(this);
  }
}

guard(Postgres);
