import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe, ProbeClient } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalNeo4j, type ExternalNeo4jProps, type INeo4j } from './external-neo4j';
import { reportUnknownVersion, withFacts } from './known-image';
import { NEO4J_IMAGE } from './neo4j-facts';
import { checkSetting, neo4jPluginRule } from './server-rules';
import { serverSecret } from './server-secret';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';

const HTTP_PORT = 7474;
const BOLT_PORT = 7687;
const DATA = '/data';
/** It comes with the server; all others are fetched at each start. */
const BUNDLED = 'apoc';
/**
 * User and password are one variable of the image, put together here: where Kubernetes does it the password has a variable
 * as well, and the image takes every variable that begins with NEO4J_ for a setting.
 */
const START = 'NEO4J_AUTH=$(printf neo4j/%s "$INITIAL_PASSWORD") exec tini -g -- /startup/docker-entrypoint.sh neo4j';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+$/, rule: 'that of a setting of Neo4j, such as db.tx_log.rotation.retention_policy' },
  own: {
    'server.default_listen_address': 'peers reach the server on all addresses of the container',
    'server.bolt.listen_address': 'peers reach the server on the ports of its endpoints',
    'server.http.listen_address': 'peers reach the server on the ports of its endpoints',
    'server.directories.data': 'the data lies on the volume',
    'server.directories.logs': 'the logs lie on the volume',
    'server.memory.heap.initial_size': 'the property heap says it',
    'server.memory.heap.max_size': 'the property heap says it',
    'server.memory.pagecache.size': 'the property pageCache says it',
    'dbms.security.auth_enabled': 'it asks everybody for a password',
  },
};

/** How a Neo4j is set up. */
export interface Neo4jProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Password of the user `neo4j`, 8 characters or more. It counts at the first start only: later it is changed in the database.
   * @default - the secret `<ID>_PASSWORD` of the stack
   */
  readonly password?: Secret;

  /**
   * Plugins by the names that the image has for them, such as `apoc`. Others than `apoc` are fetched at each start.
   * @default - none
   */
  readonly plugins?: readonly string[];

  /**
   * Heap of the JVM. Heap and page cache together have to be well below the memory limit.
   * @default Size.mebibytes(512)
   */
  readonly heap?: ISize;

  /**
   * Memory for the data that is read and written.
   * @default Size.mebibytes(512)
   */
  readonly pageCache?: ISize;

  /**
   * Settings of the server by name, such as `{ 'db.tx_log.rotation.retention_policy': '1 days' }`: variables such as
   * `NEO4J_db_tx__log_rotation_retention__policy` in both targets. Those that follow from other properties are refused
   * (`model/server-setting`).
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * An official image of Neo4j 5.22 to 5.26, 2025 or 2026, whose `neo4j` user is 7474:7474; a warning names any other version.
   * @default Image.fromReference('neo4j:5.26') - with long-term support on 2026-11-27
   */
  readonly image?: Image;

  /** @default - 0.5 to 2 cores, 1.25 to 2 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach it by Bolt.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Who outside the application may reach the HTTP API and the browser.
   * @default - its peers only
   */
  readonly publishHttp?: Publish;
}

/** How a client spells the URL of a Neo4j. */
export interface Neo4jUrlOptions {
  /**
   * `bolt`, or `neo4j` for a client that asks for a routing table first.
   * @default 'bolt'
   */
  readonly scheme?: string;
}

/**
 * Neo4j, a graph database: one server with its data and logs on a volume.
 *
 * Runs as the image's own user. The root is writable, because the image writes settings into its configuration at each start.
 * Compose asks for its health by the wget in the image: it answers HTTP when its databases are there.
 *
 * @example
 * const graph = new Neo4j(stack, 'neo4j', { storage: Size.gibibytes(10), plugins: ['apoc'] });
 * api.addEnv('NEO4J_URI', graph.url());
 * api.addEnv('NEO4J_USER', graph.user);
 * api.addEnv('NEO4J_PASSWORD', graph.password);
 */
export class Neo4j extends Workload implements INeo4j {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalNeo4jProps): ExternalNeo4j {
    return new ExternalNeo4j(scope, id, props);
  }

  /** What drivers speak. */
  public readonly bolt: Endpoint;
  /** The HTTP API and the browser. */
  public readonly http: Endpoint;
  /** Name of the user, `neo4j`. */
  public readonly user = 'neo4j';
  /** Password of that user. */
  public readonly password: Secret;

  public constructor(scope: Construct, id: string, props: Neo4jProps) {
    ({ scope, id, props } = given(Neo4j, new.target, scope, id, props));
    const { plugins = [] } = props;
    const password =
      props.password ?? serverSecret(scope, { server: id, name: 'PASSWORD', description: 'Password of the Neo4j user neo4j, at least 8 characters, without a slash.', hint: 'openssl rand -hex 24' }, Neo4j);
    const image = props.image ?? Image.fromReference('neo4j:5.26');
    const settings = spelledSettings(props.settings, SETTINGS);
    const heap = megabytes(props.heap ?? Size.mebibytes(512));
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, NEO4J_IMAGE),
      entrypoint: ['sh', '-c', START],
      user: { uid: 7474, gid: 7474 },
      readOnlyRoot: false,
      egress: plugins.some((plugin) => plugin !== BUNDLED),
      env: {
        ...Object.fromEntries(settings.entries.map(([name, value]) => [variableOf(name), value])),
        INITIAL_PASSWORD: password,
        NEO4J_server_memory_heap_initial__size: heap,
        NEO4J_server_memory_heap_max__size: heap,
        NEO4J_server_memory_pagecache_size: megabytes(props.pageCache ?? Size.mebibytes(512)),
        NEO4J_server_directories_logs: `${DATA}/logs`,
        ...(plugins.length > 0 && { NEO4J_PLUGINS: JSON.stringify(plugins) }),
      },
      // A volume of the image, which nothing is written to any more.
      mounts: { '/logs': Scratch.ofSize(Size.mebibytes(1)) },
      health: HealthProbe.fromHttpGet('/', {
        client: ProbeClient.WGET,
        endpoint: 'http',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.minutes(2),
        startInterval: Duration.seconds(2),
      }),
      stopGracePeriod: Duration.minutes(2),
      resources: {
        cpu: { request: 0.5, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(1280), limit: Size.gibibytes(2), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, NEO4J_IMAGE, Neo4j);
    reportSettings(this, settings, Neo4j);
    for (const plugin of plugins) checkSetting(this, 'the plugin', plugin, neo4jPluginRule, Neo4j);
    this.password = password;
    password._changedBy(this, 'cypher-shell --username=neo4j --change-password');
    this.bolt = this.addEndpoint('bolt', { port: BOLT_PORT, ...(props.publish && { publish: props.publish }) });
    this.http = this.addEndpoint('http', { port: HTTP_PORT, ...(props.publishHttp && { publish: props.publishHttp }) });
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props));
  }

  /** Name under which peers reach it. */
  public get host(): IValue {
    return this.bolt.host;
  }

  /** Port on which drivers reach it. */
  public get port(): IValue {
    return this.bolt.port;
  }

  /** `bolt://host:port`; drivers are given user and password by themselves. */
  public url(options: Neo4jUrlOptions = {}): IValue {
    return this.bolt.url({ scheme: options.scheme ?? 'bolt' });
  }
}

guard(Neo4j);

function megabytes(size: ISize): string {
  return `${Math.ceil(size.toKibibytes() / 1024)}m`;
}

/** As the image reads it: one `_` is a dot, two are one. */
function variableOf(setting: string): string {
  return `NEO4J_${setting.replaceAll('_', '__').replaceAll('.', '_')}`;
}
