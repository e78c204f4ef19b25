import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { OnStack } from '../../model/trace';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import { Parameter } from '../parameter';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { joinText } from '../value';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { ExternalSurrealDb, type ExternalSurrealDbProps, type ISurrealDb } from './external-surreal-db';
import { surrealBackup, type SurrealBackupOptions } from './surreal-backup';
import type { DatabaseBackup } from './database-backup';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { reportUnknownVersion, withFacts } from './known-image';
import { graphqlVariable, SURREALDB_IMAGE } from './surreal-facts';
import { checkSetting, surrealUserRule } from './server-rules';
import { serverSecret } from './server-secret';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules, type SpelledSettings } from './server-settings';

const PORT = 8000;
const DATA = '/data';
const USER = { uid: 65532, gid: 65532 };

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z]+(?:-[a-z]+)*$/, rule: 'that of an option of `surreal start`, such as query-timeout' },
  own: {
    bind: 'peers reach the server on the port of its endpoint',
    user: 'the property username says it',
    username: 'the property username says it',
    pass: 'the property password says it',
    password: 'the property password says it',
    log: 'the property logLevel says it',
  },
};

/** How a SurrealDB is set up. */
export interface SurrealDbProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Name of the root user, made at the first start.
   * @default 'root'
   */
  readonly username?: string;

  /**
   * The root user's password. It counts at the first start only: later it is changed in the database.
   * @default - the secret `<ID>_PASSWORD` of the stack
   */
  readonly password?: Secret;

  /**
   * Log level unless the operator gives another by the parameter `SURREAL_LOG`.
   * @default 'info'
   */
  readonly logLevel?: string;

  /**
   * Whether the experimental GraphQL API is switched on.
   * @default false
   */
  readonly graphql?: boolean;

  /**
   * Options of `surreal start` by name, such as `{ 'query-timeout': '30s', 'deny-net': true }`: arguments in both targets. One
   * that is true stands there without a value, one that is false not at all. Those that follow from other properties are
   * refused (`model/server-setting`).
   *
   * @example
   * new SurrealDb(stack, 'surrealdb', { storage: Size.gibibytes(10), settings: { 'query-timeout': '30s', strict: true } });
   *
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * A 2.x version of the official image, which holds nothing but the server; a warning names any other version.
   * @default Image.fromReference('surrealdb/surrealdb:v2.5.0') - looked at on 2026-11-26: versions below have CVE-2026-63763
   */
  readonly image?: Image;

  /** @default - 0.25 to 2 cores, 256 MiB to 1 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/**
 * SurrealDB, one server with its data in RocksDB on a volume.
 *
 * Runs as 65532:65532, the unprivileged user of the image's base, on a read-only root. The image has no shell and no
 * HTTP client, so the server's own program asks for its health.
 *
 * @example
 * const surreal = new SurrealDb(stack, 'surrealdb', { storage: Size.gibibytes(10) });
 * api.addEnv('SURREAL_URL', surreal.rpcUrl());
 */
export class SurrealDb extends Workload implements ISurrealDb {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalSurrealDbProps): ExternalSurrealDb {
    return new ExternalSurrealDb(scope, id, props);
  }

  /** HTTP and WebSocket. */
  public readonly http: Endpoint;
  public readonly username: string;
  public readonly password: Secret;

  private readonly image: Image;

  public constructor(scope: Construct, id: string, props: SurrealDbProps) {
    ({ scope, id, props } = given(SurrealDb, new.target, scope, id, props));
    const username = props.username ?? 'root';
    const password = props.password ?? surrealPassword(scope, id, username, SurrealDb);
    const image = props.image ?? Image.fromReference('surrealdb/surrealdb:v2.5.0');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, SURREALDB_IMAGE),
      command: ['start', '--bind', `0.0.0.0:${PORT}`, ...settings.entries.flatMap(optionOf), `rocksdb:${DATA}/database.db`],
      user: USER,
      egress: false,
      env: { ...surrealEnvironment(scope, { ...props, username, password }), ...(props.graphql && graphqlVariable(image, id)) },
      health: HealthProbe.fromCommand(['/surreal', 'isready', '--conn', `http://127.0.0.1:${PORT}`], {
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.seconds(60),
        startInterval: Duration.seconds(2),
      }),
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, SURREALDB_IMAGE, SurrealDb);
    reportSettings(this, settings, SurrealDb);
    this.username = username;
    this.image = image;
    this.password = password;
    surrealPasswordChange(this, '/surreal', username, password);
    this.http = this.addEndpoint('http', { port: PORT, ...(props.publish && { publish: props.publish }) });
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props, false));
  }

  /** `ws://host:port/rpc`: what client libraries connect to. It holds no credentials. */
  public rpcUrl(): IValue {
    return this.http.url({ scheme: 'ws', path: '/rpc' });
  }

  /**
   * Exports a database at times of its own, as statements that `surreal import` reads. An init container of the server's image
   * writes the export, and a container with a shell keeps it among the latest. The volume holds one export more than are kept.
   *
   * @example
   * const surreal = new SurrealDb(stack, 'surrealdb', { storage: Size.gibibytes(10) });
   * surreal.addBackup({ namespace: 'shop', database: 'orders', storage: Size.gibibytes(20) });
   */
  public addBackup(options: SurrealBackupOptions): DatabaseBackup {
    checkSetting(this, 'the namespace', options.namespace, surrealUserRule, this.addBackup);
    checkSetting(this, 'the database', options.database, surrealUserRule, this.addBackup);
    const { image, username, password } = this;
    return surrealBackup(this.node.scope as Construct, { server: this.node.id, image, user: USER, url: this.http.url(), username, password }, options)._runWith(this);
  }
}

guard(SurrealDb);

/** What is true or false is said by its name alone. */
function optionOf([name, value]: SpelledSettings['entries'][number]): (string | IValue)[] {
  if (value === 'false') return [];
  return [value === 'true' ? `--${name}` : joinText([`--${name}=`, value])];
}

/** What a server reads at start, alone or beside other programs in a container. */
export interface SurrealServerOptions {
  readonly username: string;
  readonly password: Secret;
  readonly logLevel?: string;
}

export function surrealEnvironment(scope: Construct, options: SurrealServerOptions): Record<string, string | boolean | IValue> {
  const description = 'Log level of SurrealDB: none, full, error, warn, info, debug or trace.';
  return {
    SURREAL_USER: options.username,
    SURREAL_PASS: options.password,
    SURREAL_LOG: Parameter.shared(scope, 'SURREAL_LOG', { default: options.logLevel ?? 'info', description }),
  };
}

export function surrealPassword(scope: Construct, id: string, username: string, below: OnStack): Secret {
  const description = `Password of the SurrealDB user ${username}, who may do everything.`;
  return serverSecret(scope, { server: id, name: 'PASSWORD', description, hint: 'openssl rand -hex 24' }, below);
}

/** Checks the root user, and says how its password is changed on a volume that has data: whoever asks has the old one from the environment. */
export function surrealPasswordChange(server: Workload, program: string, username: string, password: Secret): void {
  checkSetting(server, 'the user', username, surrealUserRule, SurrealDb);
  const statement = `DEFINE USER OVERWRITE \`${username.replace(/[\\`]/g, '\\$&')}\` ON ROOT PASSWORD "..." ROLES OWNER`;
  password._changedBy(server, `${program} sql --conn http://127.0.0.1:${PORT}`, statement);
}
