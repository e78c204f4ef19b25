import type { Construct } from 'constructs';
import { belongsTo, given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { ExternalHostOptions } from '../external-server';
import { ExternalStore } from './external-store';
import { MySqlDatabase, type MySqlDatabaseOptions } from './mysql-database';
import { variablePrefix } from './variable-prefix';

/** A MySQL, of the stack (`new MySql`) or of somebody else (`MySql.external`): which of the two is one line of a program. */
export interface IMySql {
  /** Where it answers. */
  readonly endpoint: Endpoint;
  /** Name under which clients reach it. */
  readonly host: IValue;
  /** Port on which clients reach it. */
  readonly port: IValue;
  /** A database and its user: made at the first start of a server of the stack, there already with an external one. */
  addDatabase(name: string, options?: MySqlDatabaseOptions): MySqlDatabase;
}

/** Where a MySQL of somebody else answers. */
export interface ExternalMySqlProps extends ExternalHostOptions {
  /** @default 3306 */
  readonly port?: number;

  /**
   * What stands behind `?` in URLs, as the client library of the application spells it: `{ 'ssl-mode': 'REQUIRED' }`. Each has
   * words of its own for encryption.
   * @default - nothing; `jdbcUrl()` has `sslMode=REQUIRED`
   */
  readonly urlParameters?: { readonly [name: string]: string };
}

/**
 * A MySQL or MariaDB that somebody else runs, with the properties of one of the stack. Its databases and users are there already.
 *
 * @example
 * const mysql = MySql.external(stack, 'mysql', { host: 'db.example.com', urlParameters: { 'ssl-mode': 'REQUIRED' } });
 * api.addEnv('DATABASE_URL', mysql.addDatabase('shop').url());
 */
export class ExternalMySql extends ExternalStore implements IMySql {
  public readonly endpoint: Endpoint;
  private readonly urlParameters: Readonly<Record<string, string>>;

  public constructor(scope: Construct, id: string, props: ExternalMySqlProps) {
    ({ scope, id, props } = given(ExternalMySql, new.target, scope, id, props));
    super(scope, id, props);
    this.urlParameters = props.urlParameters ?? {};
    this.endpoint = this._main('mysql', { port: props.port ?? 3306, scheme: 'mysql' });
  }

  /** A database of the server, which is there already with its user. */
  public addDatabase(name: string, options: MySqlDatabaseOptions = {}): MySqlDatabase {
    const user = options.user ?? name;
    const password = options.password ?? this._secret(`${variablePrefix(name)}_PASSWORD`, `Password of the MySQL user ${user}.`, this.addDatabase);
    const database = new MySqlDatabase(this.endpoint, name, user, password, { url: this.urlParameters, jdbc: { sslMode: 'REQUIRED' } });
    belongsTo(database, this);
    return database;
  }
}

guard(ExternalMySql);
