import type { Construct } from 'constructs';
import { belongsTo, given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import type { ExternalHostOptions } from '../external-server';
import type { Secret } from '../secret';
import { ExternalStore } from './external-store';
import type { PostgresUrlOptions } from './postgres';
import { variablePrefix } from './variable-prefix';

/** How far a client of PostgreSQL goes to be sure of its server. */
export enum PostgresSslMode {
  /** In plain text. */
  DISABLE = 'disable',
  /** Encrypted, with whoever answers. */
  REQUIRE = 'require',
  /** With a server whose certificate is of an authority that the client trusts. */
  VERIFY_CA = 'verify-ca',
  /** And that has the name by which it was called. */
  VERIFY_FULL = 'verify-full',
}

/** What a client has to be told of a database of PostgreSQL, whoever runs the server. */
export interface IPostgresDatabase {
  /** Name of the database. */
  readonly name: string;
  /** Name of the user that owns it. */
  readonly user: string;
  /** Password of that user. */
  readonly password: Secret;
  /** Name under which clients reach the server. */
  readonly host: IValue;
  /** Port on which clients reach the server. */
  readonly port: IValue;
  /** `postgresql://user:password@host:port/database` */
  url(options?: PostgresUrlOptions): IValue;
}

/** A PostgreSQL, of the stack (`new Postgres`) or of somebody else (`Postgres.external`): which of the two is one line of a program. */
export interface IPostgres {
  /** Where it answers, for who has to be let in without a reference: `workload.connectTo(postgres.endpoint)`. */
  readonly endpoint: Endpoint;
  /** Name of its first database. */
  readonly database: string;
  /** Name of the user that owns it. */
  readonly user: string;
  /** Password of that user. */
  readonly password: Secret;
  /** Name under which clients reach it. */
  readonly host: IValue;
  /** Port on which clients reach it. */
  readonly port: IValue;
  /** `postgresql://user:password@host:port/database` */
  url(options?: PostgresUrlOptions): IValue;
  /** A further database and its user: made at the first start of a server of the stack, there already with an external one. */
  addDatabase(name: string, options?: ExternalDatabaseOptions): IPostgresDatabase;
}

/** Who uses a further database of a server that somebody else runs. */
export interface ExternalDatabaseOptions {
  /**
   * Name of the user who owns it.
   * @default - the name of the database
   */
  readonly user?: string;

  /**
   * The user's password.
   * @default - the secret `<SERVER>_<DATABASE>_PASSWORD` of the stack
   */
  readonly password?: Secret;
}

/** Where a PostgreSQL of somebody else answers, and for whom. */
export interface ExternalPostgresProps extends ExternalHostOptions {
  /** @default 5432 */
  readonly port?: number;

  /** Name of the database, which is there already. */
  readonly database: string;

  /**
   * Name of the user that owns it.
   * @default - the name of the database
   */
  readonly user?: string;

  /**
   * The user's password.
   * @default - the secret `<ID>_PASSWORD` of the stack, the name that it has with a server of the stack
   */
  readonly password?: Secret;

  /**
   * How the connection is encrypted: `sslmode` in URLs, `ssl` in those of asyncpg.
   * @default PostgresSslMode.REQUIRE
   */
  readonly sslMode?: PostgresSslMode;
}

/**
 * A PostgreSQL that somebody else runs, with the properties of one of the stack. Its databases, users and extensions are there already.
 *
 * @example
 * const production = process.env.STAGE === 'production';
 * const postgres = production
 *   ? Postgres.external(stack, 'postgres', { host: 'db.example.com', database: 'shop' })
 *   : new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(10) });
 * api.addEnv('DATABASE_URL', postgres.url());
 */
export class ExternalPostgres extends ExternalStore implements IPostgres {
  public readonly endpoint: Endpoint;
  public readonly database: string;
  public readonly user: string;
  public readonly password: Secret;
  private readonly sslMode: PostgresSslMode;

  public constructor(scope: Construct, id: string, props: ExternalPostgresProps) {
    ({ scope, id, props } = given(ExternalPostgres, new.target, scope, id, props));
    super(scope, id, props);
    const { database, user = database, sslMode = PostgresSslMode.REQUIRE } = props;
    this.database = database;
    this.user = user;
    this.password = props.password ?? this._secret('PASSWORD', description(user), ExternalPostgres);
    this.sslMode = sslMode;
    this.endpoint = this._main('postgres', { port: props.port ?? 5432, scheme: 'postgresql' });
  }

  /** `postgresql://user:password@host:port/database?sslmode=require` */
  public url(options: PostgresUrlOptions = {}): IValue {
    return urlOf(this.endpoint, this.database, this.user, this.password, this.sslMode, options);
  }

  /** A further database of the server, which is there already with its user. */
  public addDatabase(name: string, options: ExternalDatabaseOptions = {}): ExternalPostgresDatabase {
    const user = options.user ?? name;
    const password = options.password ?? (user === this.user ? this.password : this._secret(`${variablePrefix(name)}_PASSWORD`, description(user), this.addDatabase));
    const database = new ExternalPostgresDatabase(this.endpoint, name, user, password, this.sslMode);
    belongsTo(database, this);
    return database;
  }
}

guard(ExternalPostgres);

/**
 * A further database of a PostgreSQL that somebody else runs.
 *
 * @example
 * const reports = Postgres.external(stack, 'postgres', { host: 'db.example.com', database: 'shop' }).addDatabase('reports');
 * api.addEnv('REPORTS_URL', reports.url());
 */
export class ExternalPostgresDatabase implements IPostgresDatabase {
  /** @internal use `addDatabase` */
  public constructor(
    private readonly endpoint: Endpoint,
    public readonly name: string,
    public readonly user: string,
    public readonly password: Secret,
    private readonly sslMode: PostgresSslMode,
  ) {}

  public get host(): IValue {
    return this.endpoint.host;
  }

  public get port(): IValue {
    return this.endpoint.port;
  }

  /** `postgresql://user:password@host:port/database?sslmode=require` */
  public url(options: PostgresUrlOptions = {}): IValue {
    return urlOf(this.endpoint, this.name, this.user, this.password, this.sslMode, options);
  }
}

guard(ExternalPostgresDatabase);

/** asyncpg calls what libpq calls `sslmode` in another way, and refuses that. */
function urlOf(endpoint: Endpoint, database: string, user: string, password: Secret, sslMode: PostgresSslMode, { scheme = 'postgresql' }: PostgresUrlOptions): IValue {
  const query = `${scheme.endsWith('+asyncpg') ? 'ssl' : 'sslmode'}=${sslMode}`;
  return endpoint.url({ scheme, user, password, path: `/${urlPart(database)}?${query}` });
}

function description(user: string): string {
  return `Password of the PostgreSQL user ${user}.`;
}
