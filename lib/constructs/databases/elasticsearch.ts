import type { Construct } from 'constructs';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Volume } from '../storage';
import type { EnvValue } from '../value';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { ELASTICSEARCH_IMAGE } from './elasticsearch-facts';
import { reportUnknownVersion, withFacts } from './known-image';
import { checkSetting, clusterNameRule } from './server-rules';

const HTTP_PORT = 9200;
const TRANSPORT_PORT = 9300;
const DATA = '/usr/share/elasticsearch/data';

/** How an Elasticsearch is set up. */
export interface ElasticsearchProps {
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
   * Options of the JVM, the heap among them. The memory limit has to be about twice the heap.
   * @default '-Xms512m -Xmx512m'
   */
  readonly javaOptions?: EnvValue;

  /**
   * Whether indices are mapped into memory. It is faster, and needs `vm.max_map_count` of 262144 on the machine or the
   * nodes, which no container can set for itself.
   * @default false
   */
  readonly mmap?: boolean;

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
export class Elasticsearch extends Workload {
  public readonly http: Endpoint;
  public readonly transport: Endpoint;
  /** Password of the user `elastic`, if there is one. */
  public readonly password?: Secret;

  public constructor(scope: Construct, id: string, props: ElasticsearchProps) {
    const credentials = props.password ? '-u "elastic:$ELASTIC_PASSWORD" ' : '';
    const image = props.image ?? Image.fromReference('elasticsearch:8.19.10');
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, ELASTICSEARCH_IMAGE),
      user: { uid: 1000, gid: 1000 },
      supplementalGroups: [0],
      readOnlyRoot: false,
      egress: false,
      env: {
        'discovery.type': 'single-node',
        'cluster.name': props.clusterName ?? id,
        'node.store.allow_mmap': props.mmap ?? false,
        'xpack.security.enabled': props.password !== undefined,
        ES_JAVA_OPTS: props.javaOptions ?? '-Xms512m -Xmx512m',
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
    checkSetting(this, 'clusterName', props.clusterName, clusterNameRule, Elasticsearch);
    if (props.password) this.password = props.password;
    this.http = this.addEndpoint('http', { port: HTTP_PORT, ...(props.publish && { publish: props.publish }) });
    this.transport = this.addEndpoint('transport', { port: TRANSPORT_PORT, ...(props.publishTransport && { publish: props.publishTransport }) });
    this.addMount(DATA, new Volume(this, 'data', { size: props.storage, ownedByImage: true }));
  }
}
