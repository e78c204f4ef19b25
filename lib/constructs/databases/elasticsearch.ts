import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { joinText, type EnvValue } from '../value';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ELASTICSEARCH_IMAGE } from './elasticsearch-facts';
import { ExternalElasticsearch, type ExternalElasticsearchProps, type IElasticsearch } from './external-elasticsearch';
import { reportUnknownVersion, withFacts } from './known-image';
import { checkSetting, clusterNameRule } from './server-rules';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';

const HTTP_PORT = 9200;
const TRANSPORT_PORT = 9300;
const DATA = '/usr/share/elasticsearch/data';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z][a-z0-9_]*(?:\.[a-z0-9_*-]+)+$/, rule: 'that of a setting of Elasticsearch, such as indices.memory.index_buffer_size' },
  own: {
    'discovery.type': 'it is one node',
    'cluster.name': 'the property clusterName says it',
    'node.store.allow_mmap': 'the property mmap says it',
    'xpack.security.enabled': 'the property password says it',
    'http.port': 'peers reach the server on the ports of its endpoints',
    'transport.port': 'peers reach the server on the ports of its endpoints',
    'network.host': 'peers reach the server on all addresses of the container',
    'path.data': 'the data lies on the volume',
  },
};

/** How an Elasticsearch is set up. */
export interface ElasticsearchProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Password of the user `elastic`. With one, every request needs credentials.
   * @default - none: security is off, and only peers that refer to it can reach it
   */
  readonly password?: Secret;

  /**
   * Name of the cluster.
   * @default - the id
   */
  readonly clusterName?: string;

  /**
   * Heap of the JVM, of which it takes all at its start. The memory limit has to be about twice as much.
   * @default Size.mebibytes(512) - unless `javaOptions` say something else
   */
  readonly heap?: ISize;

  /**
   * Options of the JVM, behind those of the `heap`, if it is given.
   * @default - none but those of the heap
   */
  readonly javaOptions?: EnvValue;

  /**
   * Whether indices are mapped into memory. It is faster, and needs `vm.max_map_count` of 262144 on the machine or the
   * nodes, which no container can set for itself.
   * @default false
   */
  readonly mmap?: boolean;

  /**
   * Settings of the server by name, such as `{ 'indices.query.bool.max_clause_count': 4096 }`: variables of these names in
   * both targets. Those that follow from other properties are refused (`model/server-setting`).
   *
   * @example
   * new Elasticsearch(stack, 'search', { storage: Size.gibibytes(20), heap: Size.gibibytes(1), settings: { 'cluster.routing.allocation.disk.watermark.low': '5gb' } });
   *
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * An official image of Elasticsearch 7 to 9, whose user 1000 works with the files of group 0; a warning names any other
   * version.
   * @default Image.fromReference('elasticsearch:8.19.10') - maintained on 2026-11-26; data of 7 has to have been opened by 7.17 before
   */
  readonly image?: Image;

  /** @default - 0.5 to 2 cores, 1 to 1.5 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach the HTTP API.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Who outside the application may reach the transport port, which old Java clients use.
   * @default - its peers only
   */
  readonly publishTransport?: Publish;
}

/**
 * Elasticsearch, one node with its data on a volume. As a single node it skips the checks that a cluster makes at its
 * start, limits of open files and mappings among them; `operate({ openFiles: 65535 })` raises the former.
 *
 * Runs as 1000:1000 with the supplemental group 0, to which the image's files belong. The root is writable, because the
 * server keeps its keystore beside its configuration. Health is asked by the curl in the image, which knows the password;
 * yellow is healthy, as one node cannot hold replicas, and red is not: something that is asked for cannot be read.
 *
 * @example
 * const search = new Elasticsearch(stack, 'elasticsearch', { storage: Size.gibibytes(20) });
 * api.addEnv('ELASTICSEARCH_URL', search.http.url());
 */
export class Elasticsearch extends Workload implements IElasticsearch {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalElasticsearchProps): ExternalElasticsearch {
    return new ExternalElasticsearch(scope, id, props);
  }

  public readonly http: Endpoint;
  public readonly transport: Endpoint;
  /** Name of the user whose password it is. */
  public readonly user = 'elastic';
  /** Password of the user `elastic`, if there is one. */
  public readonly password?: Secret;

  public constructor(scope: Construct, id: string, props: ElasticsearchProps) {
    ({ scope, id, props } = given(Elasticsearch, new.target, scope, id, props));
    const credentials = props.password ? '-u "elastic:$ELASTIC_PASSWORD" ' : '';
    const image = props.image ?? Image.fromReference('elasticsearch:8.19.10');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, ELASTICSEARCH_IMAGE),
      user: { uid: 1000, gid: 1000 },
      supplementalGroups: [0],
      readOnlyRoot: false,
      egress: false,
      env: {
        ...Object.fromEntries(settings.entries),
        'discovery.type': 'single-node',
        'cluster.name': props.clusterName ?? id,
        'node.store.allow_mmap': props.mmap ?? false,
        'xpack.security.enabled': props.password !== undefined,
        ES_JAVA_OPTS: javaOptions(props),
        ...(props.password && { ELASTIC_PASSWORD: props.password }),
      },
      health: HealthProbe.fromCommand(['sh', '-c', `curl -fsS -o /dev/null ${credentials}'http://127.0.0.1:${HTTP_PORT}/_cluster/health?local=true&wait_for_status=yellow&timeout=5s'`], {
        interval: Duration.seconds(15),
        timeout: Duration.seconds(10),
        retries: 5,
        startPeriod: Duration.minutes(2),
      }),
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.5, limit: 2, ...props.resources?.cpu },
        memory: { request: Size.gibibytes(1), limit: Size.mebibytes(1536), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, ELASTICSEARCH_IMAGE, Elasticsearch);
    reportSettings(this, settings, Elasticsearch);
    checkSetting(this, 'clusterName', props.clusterName, clusterNameRule, Elasticsearch);
    if (props.password) this.password = props.password;
    this.http = this.addEndpoint('http', { port: HTTP_PORT, ...(props.publish && { publish: props.publish }) });
    this.transport = this.addEndpoint('transport', { port: TRANSPORT_PORT, ...(props.publishTransport && { publish: props.publishTransport }) });
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props));
  }
}

guard(Elasticsearch);

function javaOptions({ heap, javaOptions: others }: ElasticsearchProps): EnvValue {
  if (heap === undefined && others !== undefined) return others;
  const size = `${Math.ceil((heap ?? Size.mebibytes(512)).toKibibytes() / 1024)}m`;
  const own = `-Xms${size} -Xmx${size}`;
  return others === undefined ? own : joinText([own, ' ', others]);
}
