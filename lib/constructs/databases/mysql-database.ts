import { guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { urlPart, urlQuery } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';

/** Who may use a database of the server. */
export interface MySqlDatabaseOptions {
  /**
   * Name of the user who owns it, at most 32 characters.
   * @default - the name of the database
   */
  readonly user?: string;

  /**
   * The user's password.
   * @default - the secret `<SERVER>_<DATABASE>_PASSWORD` of the stack
   */
  readonly password?: Secret;
}

/**
 * One database of a MySQL server, with the user who owns it: what a client has to be told.
 *
 * @example
 * const shop = mysql.addDatabase('shop');
 * api.addEnv('DATABASE_URL', shop.url('mysql+pymysql'));
 */
export class MySqlDatabase {
  /** @internal use `mysql.addDatabase` */
  public constructor(
    private readonly endpoint: Endpoint,
    public readonly name: string,
    public readonly user: string,
    public readonly password: Secret,
    private readonly parameters: { readonly url?: Readonly<Record<string, string>>; readonly jdbc?: Readonly<Record<string, string>> } = {},
  ) {}

  public get host(): IValue {
    return this.endpoint.host;
  }

  public get port(): IValue {
    return this.endpoint.port;
  }

  /** `host:port` */
  public get authority(): IValue {
    return this.endpoint.authority;
  }

  /**
   * `mysql://user:password@host:port/database`
   * @param scheme with the driver if the client library wants one: `mysql+pymysql`
   */
  public url(scheme = 'mysql'): IValue {
    return this.endpoint.url({ scheme, user: this.user, password: this.password, path: `${this.path}${urlQuery(this.parameters.url)}` });
  }

  /** `jdbc:mysql://host:port/database`, without user and password, which JDBC takes by themselves. */
  public jdbcUrl(): IValue {
    return this.endpoint.url({ scheme: 'jdbc:mysql', path: `${this.path}${urlQuery(this.parameters.jdbc)}` });
  }

  private get path(): string {
    return `/${urlPart(this.name)}`;
  }
}

guard(MySqlDatabase);
