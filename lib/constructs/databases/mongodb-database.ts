import { guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { urlPart, urlQuery } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import { composeUrl } from '../url';

/** Who may use a database of the server. */
export interface MongoDbDatabaseOptions {
  /**
   * Name of the user who may do anything in it.
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
 * One database of a MongoDB server, with the user who may do anything in it: what a client has to be told.
 *
 * @example
 * const mongodb = new MongoDb(stack, 'mongodb', { storage: Size.gibibytes(10) });
 * api.addEnv('MONGO_URI', mongodb.addDatabase('chats').url());
 */
export class MongoDbDatabase {
  /** @internal use `mongodb.addDatabase` */
  public constructor(
    private readonly endpoint: Endpoint,
    public readonly name: string,
    public readonly user: string,
    public readonly password: Secret,
    private readonly spelling: { readonly srv?: boolean; readonly query?: Readonly<Record<string, string>> } = {},
  ) {}

  /** Name under which peers reach the server. */
  public get host(): IValue {
    return this.endpoint.host;
  }

  /** Port on which peers reach the server. */
  public get port(): IValue {
    return this.endpoint.port;
  }

  /** `mongodb://user:password@host:port/database` */
  public url(): IValue {
    const { srv = false, query } = this.spelling;
    const path = `/${urlPart(this.name)}${urlQuery(query)}`;
    const { endpoint, user, password } = this;
    // A list of servers in the DNS says their ports, too.
    return srv ? composeUrl({ scheme: 'mongodb+srv', user, password, authority: endpoint.host, path }, endpoint.workload, this.url) : endpoint.url({ scheme: 'mongodb', user, password, path });
  }
}

guard(MongoDbDatabase);
