import type { Construct } from 'constructs';
import { belongsTo, given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { ExternalHostOptions } from '../external-server';
import { ExternalStore } from './external-store';
import { MongoDbDatabase, type MongoDbDatabaseOptions } from './mongodb-database';
import { variablePrefix } from './variable-prefix';

/** A MongoDB, of the stack (`new MongoDb`) or of somebody else (`MongoDb.external`): which of the two is one line of a program. */
export interface IMongoDb {
  /** Where it answers. */
  readonly endpoint: Endpoint;
  /** Name under which clients reach it. */
  readonly host: IValue;
  /** Port on which clients reach it. */
  readonly port: IValue;
  /** A database and its user: made at the first start of a server of the stack, there already with an external one. */
  addDatabase(name: string, options?: MongoDbDatabaseOptions): MongoDbDatabase;
}

/** Where a MongoDB of somebody else answers. */
export interface ExternalMongoDbProps extends ExternalHostOptions {
  /** @default 27017 */
  readonly port?: number;

  /**
   * Whether the host is the name of a list of servers in the DNS, as of MongoDB Atlas: `mongodb+srv`, without a port in URLs.
   * @default false
   */
  readonly srv?: boolean;

  /**
   * Whether connections are encrypted. Those of a list in the DNS always are.
   * @default true
   */
  readonly tls?: boolean;

  /**
   * The database that knows the users, such as `admin`.
   * @default - with a list in the DNS what that says, otherwise the database itself
   */
  readonly authSource?: string;
}

/**
 * A MongoDB that somebody else runs, with the properties of one of the stack. Its databases and users are there already.
 *
 * @example
 * const mongodb = MongoDb.external(stack, 'mongodb', { host: 'cluster0.ab1cd.mongodb.net', srv: true });
 * api.addEnv('MONGO_URI', mongodb.addDatabase('chats').url());
 */
export class ExternalMongoDb extends ExternalStore implements IMongoDb {
  public readonly endpoint: Endpoint;
  private readonly spelling: { readonly srv: boolean; readonly query: Readonly<Record<string, string>> };

  public constructor(scope: Construct, id: string, props: ExternalMongoDbProps) {
    ({ scope, id, props } = given(ExternalMongoDb, new.target, scope, id, props));
    super(scope, id, props);
    const { srv = false, tls = true, authSource } = props;
    this.spelling = { srv, query: { ...(authSource !== undefined && { authSource }), ...(tls && !srv && { tls: 'true' }) } };
    this.endpoint = this._main('mongodb', { port: props.port ?? 27017, scheme: 'mongodb' });
  }

  /** A database of the server, which is there already with its user. */
  public addDatabase(name: string, options: MongoDbDatabaseOptions = {}): MongoDbDatabase {
    const user = options.user ?? name;
    const password = options.password ?? this._secret(`${variablePrefix(name)}_PASSWORD`, `Password of the MongoDB user ${user}.`, this.addDatabase);
    const database = new MongoDbDatabase(this.endpoint, name, user, password, this.spelling);
    belongsTo(database, this);
    return database;
  }
}

guard(ExternalMongoDb);
