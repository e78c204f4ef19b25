import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { OnStack } from '../../model/trace';
import type { IValue } from '../../model/value';
import { shellArgument, shellWord } from '../../quoting/shell';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { DatabaseBackup, type BackupOptions } from './database-backup';
import { ExternalMongoDb, type ExternalMongoDbProps, type IMongoDb } from './external-mongodb';
import { mountInitScripts, type InitScripts } from './init-scripts';
import { reportUnknownVersion, withFacts } from './known-image';
import { MongoDbAccounts } from './mongodb-accounts';
import { MongoDbDatabase, type MongoDbDatabaseOptions } from './mongodb-database';
import { MONGODB_IMAGE, mongodbDumpFacts } from './mongodb-facts';
import { checkSetting, mongodbDatabaseRule, mongodbScriptRule, mongodbUserRule } from './server-rules';
import { serverSecret } from './server-secret';
import { variablePrefix } from './variable-prefix';

const PORT = 27017;
const DATA = '/data/db';
const USER = { uid: 999, gid: 999 };
const ACCOUNTS = '00-accounts.js';
const HINT = 'openssl rand -hex 24';
/** A login: the password is read from the environment, and the server of the first start, before the users exist, is not reached by the name of the container. */
const HEALTH = [
  'db = connect(`mongodb://${require("os").hostname()}:27017/admin`)',
  'db.auth(process.env.MONGO_INITDB_ROOT_USERNAME, process.env.MONGO_INITDB_ROOT_PASSWORD)',
  'quit(db.runCommand({ ping: 1 }).ok === 1 ? 0 : 1)',
].join('; ');

/** How a MongoDB is set up. */
export interface MongoDbProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Name of the user who may do everything, made at the first start.
   * @default 'root'
   */
  readonly rootUser?: string;

  /**
   * The root user's password.
   * @default - the secret `<ID>_ROOT_PASSWORD` of the stack
   */
  readonly rootPassword?: Secret;

  /**
   * Scripts that run once, at the first start on an empty volume, after the users have been made, in the order of their
   * names: `.js` is run by mongosh, `.sh` is sourced by the image's entry point.
   * @default - none
   */
  readonly initScripts?: InitScripts;

  /**
   * An official image of MongoDB 7 or 8, whose `mongodb` user is 999:999; a warning names any other version.
   * @default Image.fromReference('mongo:8.0') - maintained until October 2029
   */
  readonly image?: Image;

  /** @default - 0.25 to 1 core, 512 MiB to 1 GiB, of which the cache takes a quarter */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/** How a client spells the URL of the root user. */
export interface MongoDbUrlOptions {
  /**
   * Database that the client uses.
   * @default - none
   */
  readonly database?: string;
}

/**
 * MongoDB, one server with its data on a volume, which asks everybody for a password. Each database that is added has a
 * user of its own, who may do anything in it and nothing elsewhere.
 *
 * Runs as the image's own user on a read-only root. Health is a login as root by the name of the container, under which
 * the server of the first start, before the users exist, does not answer. Users and scripts are for an empty volume: what
 * is added later has to be made by hand. It needs a processor with AVX.
 *
 * @example
 * const mongodb = new MongoDb(stack, 'mongodb', { storage: Size.gibibytes(10) });
 * const chats = mongodb.addDatabase('chats');
 * api.addEnv('MONGO_URI', chats.url());
 */
export class MongoDb extends Workload implements IMongoDb {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalMongoDbProps): ExternalMongoDb {
    return new ExternalMongoDb(scope, id, props);
  }

  /** The endpoint `mongodb`. */
  public readonly endpoint: Endpoint;
  /** Name of the user who may do everything. */
  public readonly rootUser: string;
  /** Password of that user. */
  public readonly rootPassword: Secret;

  private readonly image: Image;
  private readonly accounts = new MongoDbAccounts();
  private isTold = false;

  public constructor(scope: Construct, id: string, props: MongoDbProps) {
    ({ scope, id, props } = given(MongoDb, new.target, scope, id, props));
    const rootUser = props.rootUser ?? 'root';
    const rootPassword =
      props.rootPassword ?? serverSecret(scope, { server: id, name: 'ROOT_PASSWORD', description: `Password of the MongoDB user ${rootUser}, who may do everything.`, hint: HINT }, MongoDb);
    const image = props.image ?? Image.fromReference('mongo:8.0');
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, MONGODB_IMAGE),
      user: USER,
      egress: false,
      // mongosh, which makes the users and asks for the health, writes into its home.
      env: { MONGO_INITDB_ROOT_USERNAME: rootUser, MONGO_INITDB_ROOT_PASSWORD: rootPassword, HOME: '/tmp' },
      health: HealthProbe.fromCommand(['mongosh', '--nodb', '--norc', '--quiet', '--eval', HEALTH], {
        interval: Duration.seconds(30),
        timeout: Duration.seconds(10),
        retries: 3,
        startPeriod: Duration.minutes(2),
        startInterval: Duration.seconds(5),
      }),
      // A volume of the image, which only the configuration server of a cluster writes to.
      mounts: { '/data/configdb': Scratch.ofSize(Size.mebibytes(1)) },
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, MONGODB_IMAGE, MongoDb);
    this.rootUser = rootUser;
    this.rootPassword = rootPassword;
    this.image = image;
    this.endpoint = this.addEndpoint('mongodb', { port: PORT, ...(props.publish && { publish: props.publish }) });
    checkSetting(this, 'the root user', rootUser, mongodbUserRule, MongoDb);
    this.changes(rootPassword, 'admin', rootUser);
    checkSetting(this, 'the name of an init script', Object.keys(props.initScripts ?? {}).find((name) => name === ACCOUNTS), () => `another than ${ACCOUNTS}, which makes the users`, MongoDb);
    mountInitScripts(this, props.initScripts ?? {}, MongoDb, mongodbScriptRule);
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

  /** `mongodb://root:password@host:port/database?authSource=admin`: as the user who may do everything. */
  public url(options: MongoDbUrlOptions = {}): IValue {
    const { database } = options;
    checkSetting(this, 'the database', database, mongodbDatabaseRule, this.url);
    return this.endpoint.url({ scheme: 'mongodb', user: this.rootUser, password: this.rootPassword, path: database === undefined ? '/' : `/${urlPart(database)}?authSource=admin` });
  }

  /** A database and its user, who is made at the first start. */
  public addDatabase(name: string, options: MongoDbDatabaseOptions = {}): MongoDbDatabase {
    const user = options.user ?? name;
    checkSetting(this, 'the database', name, mongodbDatabaseRule, this.addDatabase);
    checkSetting(this, 'the user', user, mongodbUserRule, this.addDatabase);
    const rival = this.accounts.rivalOf(name);
    checkSetting(this, 'the database', rival && name, () => `one whose password is in a variable of its own; "${rival}" has the same`, this.addDatabase);
    const password = options.password ?? this.passwordOf(name, user, this.addDatabase);
    const database = new MongoDbDatabase(this.endpoint, name, user, password);
    this.addEnv(this.accounts.add(database), password);
    this.changes(password, name, user);
    if (!this.isTold) mountInitScripts(this, { [ACCOUNTS]: this.accounts }, this.addDatabase, mongodbScriptRule);
    this.isTold = true;
    return database;
  }

  /**
   * Dumps all databases at times of its own, as an archive that `mongorestore --gzip --archive=...` reads.
   *
   * @example
   * new MongoDb(stack, 'mongodb', { storage: Size.gibibytes(10) }).addBackup({ schedule: '0 3 * * *', storage: Size.gibibytes(20) });
   */
  public addBackup(options: BackupOptions): DatabaseBackup {
    return new DatabaseBackup(this.node.scope as Construct, `${this.node.id}-backup`, {
      ...options,
      image: this.image._known(mongodbDumpFacts, true),
      user: USER,
      database: this.node.id,
      extension: 'archive.gz',
      // mongodump looks for the server for 30 s by itself. In a file, because arguments can be read by anyone on the machine; it is in memory.
      dump: `printf "uri: '%s'\\n" "$MONGODB_URL" > /tmp/mongodump.yaml\nmongodump --config=/tmp/mongodump.yaml --quiet --gzip --archive="$part"`,
      env: { MONGODB_URL: this.url() },
    })._runWith(this);
  }

  private changes(password: Secret, database: string, user: string): void {
    const statement = `db.changeUserPassword(${JSON.stringify(user)}, passwordPrompt())`;
    password._changedBy(this, `mongosh ${shellArgument(database)} --authenticationDatabase=admin --username=${shellArgument(this.rootUser)} --eval=${shellWord(statement)}`);
  }

  private passwordOf(database: string, user: string, below: OnStack): Secret {
    const name = `${variablePrefix(database)}_PASSWORD`;
    return serverSecret(this.node.scope as Construct, { server: this.node.id, name, description: `Password of the MongoDB user ${user} of the database ${database}.`, hint: HINT }, below);
  }
}

guard(MongoDb);
