import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { ConfigFile, Scratch } from '../storage';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { clickhouseConfig, clickhouseVariables } from './clickhouse-config';
import { CLICKHOUSE_IMAGE } from './clickhouse-facts';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalClickHouse, type ExternalClickHouseProps, type IClickHouse } from './external-clickhouse';
import { mountInitScripts, type InitScripts } from './init-scripts';
import { reportUnknownVersion, withFacts } from './known-image';
import { checkSetting, clickhouseDatabaseRule, clickhouseUserRule } from './server-rules';
import { serverSecret } from './server-secret';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';

const HTTP_PORT = 8123;
const NATIVE_PORT = 9000;
const DATA = '/var/lib/clickhouse';
const CONFIGURATION = '/etc/clickhouse-server';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z_]\w*(?:\.[a-z_]\w*)*$/, rule: 'that of a setting of the server, such as max_concurrent_queries or logger.level' },
  own: {
    http_port: 'peers reach the server on the port of its endpoint',
    tcp_port: 'peers reach the server on the port of its endpoint',
    listen_host: 'peers reach the server on all addresses of the container',
    path: 'the data lies on the volume',
    'logger.console': 'the log goes to standard output',
    'logger.log': 'the log goes to standard output',
    'logger.errorlog': 'the log goes to standard output',
  },
};

/** How a ClickHouse is set up. */
export interface ClickHouseProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Name of the database, made at the first start if it is another.
   * @default 'default'
   */
  readonly database?: string;

  /**
   * Name of the user, who may read and write everything.
   * @default 'clickhouse'
   */
  readonly user?: string;

  /**
   * The user's password; the server takes a new one at its next start.
   * @default - the secret `<ID>_PASSWORD` of the stack
   */
  readonly password?: Secret;

  /**
   * Whether the user may make other users and roles.
   * @default false
   */
  readonly accessManagement?: boolean;

  /**
   * Settings of the server by name, with a dot between an element and one inside it, such as
   * `{ max_concurrent_queries: 200, 'logger.level': 'warning' }`: a file of its configuration in both targets. Those that
   * follow from other properties are refused (`model/server-setting`).
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * Scripts that run once, at the first start on an empty volume, in the order of their names: `.sql` and `.sh`.
   * @default - none
   */
  readonly initScripts?: InitScripts;

  /**
   * `clickhouse/clickhouse-server` or the official image, of ClickHouse 25.8 to 26.7, whose `clickhouse` user is 101:101; a
   * warning names any other version, and the distroless variant.
   * @default Image.fromReference('clickhouse/clickhouse-server:26.3') - with long-term support until March 2027
   */
  readonly image?: Image;

  /** @default - 0.5 to 2 cores, 1 to 4 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach the HTTP API.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Who outside the application may reach the port of the native protocol.
   * @default - its peers only
   */
  readonly publishNative?: Publish;
}

/** How a client spells the URL of a ClickHouse. */
export interface ClickHouseUrlOptions {
  /**
   * Whether user, password and database are in it, for clients that are told nothing else.
   * @default false - clients are given `user`, `password` and `database` by themselves
   */
  readonly credentials?: boolean;
}

/**
 * ClickHouse, a column store for analytics: one server with its data on a volume.
 *
 * Runs as the image's own user on a read-only root; the user's password is written to memory at each start, and the log
 * goes to standard output. Health is a query to the database, by the client in the image. 262,144 files may be open at
 * once, as its makers ask; on Kubernetes that is for the node to allow (`kubernetes/open-files`).
 *
 * @example
 * const clickhouse = new ClickHouse(stack, 'clickhouse', { storage: Size.gibibytes(50) });
 * api.addEnv('CLICKHOUSE_URL', clickhouse.url());
 * api.addEnv('CLICKHOUSE_MIGRATION_URL', clickhouse.nativeUrl());
 * api.addEnv('CLICKHOUSE_USER', clickhouse.user);
 * api.addEnv('CLICKHOUSE_PASSWORD', clickhouse.password);
 */
export class ClickHouse extends Workload implements IClickHouse {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalClickHouseProps): ExternalClickHouse {
    return new ExternalClickHouse(scope, id, props);
  }

  /** The HTTP API. */
  public readonly http: Endpoint;
  /** The native protocol. */
  public readonly native: Endpoint;
  /** Name of the database. */
  public readonly database: string;
  /** Name of the user. */
  public readonly user: string;
  /** Password of the user. */
  public readonly password: Secret;

  public constructor(scope: Construct, id: string, props: ClickHouseProps) {
    ({ scope, id, props } = given(ClickHouse, new.target, scope, id, props));
    const { database = 'default', user = 'clickhouse' } = props;
    const password = props.password ?? serverSecret(scope, { server: id, name: 'PASSWORD', description: `Password of the ClickHouse user ${user}.`, hint: 'openssl rand -hex 24' }, ClickHouse);
    const image = props.image ?? Image.fromReference('clickhouse/clickhouse-server:26.3');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, CLICKHOUSE_IMAGE),
      user: { uid: 101, gid: 101 },
      egress: false,
      openFiles: 262_144,
      env: {
        ...clickhouseVariables(settings),
        CLICKHOUSE_USER: user, CLICKHOUSE_PASSWORD: password,
        ...(database !== 'default' && { CLICKHOUSE_DB: database }),
        ...(props.accessManagement === true && { CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT: 1 }),
      },
      // The client takes user and password from the environment.
      health: HealthProbe.fromCommand(['clickhouse-client', '--host', '127.0.0.1', '--database', database, '--query', 'SELECT 1'], {
        interval: Duration.seconds(10),
        timeout: Duration.seconds(10),
        retries: 5,
        startPeriod: Duration.minutes(2),
        startInterval: Duration.seconds(2),
      }),
      // Nothing is logged into a file, but its directory is there.
      mounts: { [`${CONFIGURATION}/users.d`]: Scratch.ofSize(Size.mebibytes(1)), '/var/log/clickhouse-server': Scratch.ofSize(Size.mebibytes(1)) },
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.5, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, CLICKHOUSE_IMAGE, ClickHouse);
    reportSettings(this, settings, ClickHouse);
    const parent = settings.entries.map(([name]) => name).find((name, _, names) => name === 'logger' || names.some((other) => other.startsWith(`${name}.`)));
    checkSetting(this, 'the name of a setting', parent, () => 'that of an element without others in it', ClickHouse);
    checkSetting(this, 'the database', database, clickhouseDatabaseRule, ClickHouse);
    checkSetting(this, 'the user', user, clickhouseUserRule, ClickHouse);
    this.database = database;
    this.user = user;
    this.password = password;
    this.http = this.addEndpoint('http', { port: HTTP_PORT, ...(props.publish && { publish: props.publish }) });
    this.native = this.addEndpoint('native', { port: NATIVE_PORT, ...(props.publishNative && { publish: props.publishNative }) });
    mountInitScripts(this, props.initScripts ?? {}, ClickHouse);
    this.addMount(`${CONFIGURATION}/config.d/settings.xml`, new ConfigFile(this, 'settings', { fileName: 'settings.xml', content: clickhouseConfig(settings) }));
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props));
  }

  /** Name under which peers reach it. */
  public get host(): IValue {
    return this.http.host;
  }

  /** `http://host:port`, or `http://user:password@host:port/?database=name`. */
  public url(options: ClickHouseUrlOptions = {}): IValue {
    return this.http.url(options.credentials === true ? { user: this.user, password: this.password, path: `/?database=${urlPart(this.database)}` } : {});
  }

  /** `clickhouse://host:port`, or `clickhouse://user:password@host:port/database`: the native protocol, which migrations use. */
  public nativeUrl(options: ClickHouseUrlOptions = {}): IValue {
    const scheme = 'clickhouse';
    return this.native.url(options.credentials === true ? { scheme, user: this.user, password: this.password, path: `/${urlPart(this.database)}` } : { scheme });
  }
}

guard(ClickHouse);
