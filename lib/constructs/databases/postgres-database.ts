import { guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import type { BackupOptions, DatabaseBackup } from './database-backup';
import type { IPostgresDatabase } from './external-postgres';
import type { PostgresUrlOptions } from './postgres';

/** Who may use a further database of the server, and what it can do. */
export interface PostgresDatabaseOptions {
  /**
   * Name of the user who owns it.
   * @default - the name of the database
   */
  readonly user?: string;

  /**
   * The user's password.
   * @default - the secret `<SERVER>_<DATABASE>_PASSWORD` of the stack; that of the user who owns the server's first database, if it is the same user
   */
  readonly password?: Secret;

  /**
   * Extensions that are created in it, as of the server.
   * @default - none
   */
  readonly extensions?: readonly string[];
}

/**
 * A further database of a PostgreSQL server, with the user who owns it: what a client has to be told.
 *
 * @example
 * const memory = postgres.addDatabase('memory', { extensions: ['pg_trgm'] });
 * api.addEnv('MEMORY_URL', memory.url());
 */
export class PostgresDatabase implements IPostgresDatabase {
  /** @internal use `postgres.addDatabase` */
  public constructor(
    private readonly endpoint: Endpoint,
    public readonly name: string,
    public readonly user: string,
    public readonly password: Secret,
    private readonly backUp: (options: BackupOptions) => DatabaseBackup,
  ) {}

  /** Name under which peers reach the server. */
  public get host(): IValue {
    return this.endpoint.host;
  }

  /** Port on which peers reach the server. */
  public get port(): IValue {
    return this.endpoint.port;
  }

  /** `postgresql://user:password@host:port/database` */
  public url(options: PostgresUrlOptions = {}): IValue {
    return this.endpoint.url({ scheme: options.scheme ?? 'postgresql', user: this.user, password: this.password, path: `/${urlPart(this.name)}` });
  }

  /** Dumps it at times of its own, as the first database of the server is. */
  public addBackup(options: BackupOptions): DatabaseBackup {
    return this.backUp(options);
  }
}

guard(PostgresDatabase);
