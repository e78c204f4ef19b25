import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe, ProbeClient } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import { Scratch } from '../storage';
import { joinText, type EnvValue } from '../value';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalKafka, type ExternalKafkaProps, type IKafka } from './external-kafka';
import { KAFKA_IMAGE } from './kafka-facts';
import { reportUnknownVersion, withFacts } from './known-image';
import { checkSetting, clusterIdRule } from './server-rules';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';

const CONTROLLER_PORT = 29093;
const DATA = '/var/lib/kafka/data';
const LISTENERS = 'the listeners follow from who may reach it';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/, rule: 'that of a property of a broker, such as log.retention.hours' },
  own: {
    listeners: LISTENERS,
    'advertised.listeners': LISTENERS,
    'listener.security.protocol.map': LISTENERS,
    'inter.broker.listener.name': LISTENERS,
    'controller.listener.names': LISTENERS,
    'controller.quorum.voters': 'it is one node',
    'node.id': 'it is one node',
    'process.roles': 'it is one node',
    'log.dir': 'the log lies on the volume',
    'log.dirs': 'the log lies on the volume',
  },
};

/** How a Kafka is set up. */
export interface KafkaProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Who outside the application may use it. Opens a second listener, which tells clients to come back to `localhost` and
   * the published port: that is right on the machine itself and behind `kubectl port-forward`.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Port for peers.
   * @default 9092
   */
  readonly port?: number;

  /**
   * Port in the container for clients outside, if it is published.
   * @default 9094
   */
  readonly outsidePort?: number;

  /**
   * Identity of the cluster, 22 characters of URL-safe base64. It is written to the volume at the first start and cannot
   * change after that.
   * @default 'MkU3OEVBNTcwNTJENDM2Qk'
   */
  readonly clusterId?: EnvValue;

  /**
   * Heap of the JVM. The memory limit has to be well above it.
   * @default Size.mebibytes(512)
   */
  readonly heap?: ISize;

  /**
   * Properties of the broker by name, such as `{ 'log.retention.hours': 24 }`: variables such as `KAFKA_LOG_RETENTION_HOURS`
   * in both targets. Those that follow from other properties are refused (`model/server-setting`).
   *
   * @example
   * new Kafka(stack, 'kafka', { storage: Size.gibibytes(10), settings: { 'auto.create.topics.enable': false, 'log.retention.hours': 24 } });
   *
   * @default - the broker's own
   */
  readonly settings?: ServerSettings;

  /**
   * An `apache/kafka` image of Kafka 3.7 to 3.9 or 4, which runs as 1000:1000; a warning names any other version.
   * @default Image.fromReference('apache/kafka:4.1.0') - maintained on 2026-11-26
   */
  readonly image?: Image;

  /** @default - 0.25 to 1 core, 768 MiB to 1.25 GiB */
  readonly resources?: Resources;
}

/**
 * Kafka in KRaft mode: one node that is broker and controller, with its log on a volume.
 *
 * The listeners follow from who may reach it: one for peers, one for clients outside if it is published, and the
 * controller's on loopback only. Internal topics have one replica, as one node can have no more.
 *
 * Runs as the image's own user on a read-only root; the image writes its configuration at each start. Health is a
 * connection to the listener for peers, made by bash, which the image's own scripts need: its command line tools would
 * start a JVM for every check.
 *
 * @example
 * const kafka = new Kafka(stack, 'kafka', { storage: Size.gibibytes(10), publish: Publish.onLoopback(9092) });
 * api.addEnv('KAFKA_SERVERS', kafka.bootstrapServers);
 */
export class Kafka extends Workload implements IKafka {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalKafkaProps): ExternalKafka {
    return new ExternalKafka(scope, id, props);
  }

  /** For peers. */
  public readonly inside: Endpoint;
  /** For clients outside, if it is published. */
  public readonly outside?: Endpoint;

  public constructor(scope: Construct, id: string, props: KafkaProps) {
    ({ scope, id, props } = given(Kafka, new.target, scope, id, props));
    const heap = `${Math.ceil((props.heap ?? Size.mebibytes(512)).toKibibytes() / 1024)}m`;
    const port = props.port ?? 9092;
    const outsidePort = props.outsidePort ?? 9094;
    const image = props.image ?? Image.fromReference('apache/kafka:4.1.0');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, KAFKA_IMAGE),
      user: { uid: 1000, gid: 1000 },
      egress: false,
      env: {
        CLUSTER_ID: props.clusterId ?? 'MkU3OEVBNTcwNTJENDM2Qk',
        KAFKA_HEAP_OPTS: `-Xms${heap} -Xmx${heap}`,
        KAFKA_NODE_ID: 1,
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_CONTROLLER_QUORUM_VOTERS: `1@localhost:${CONTROLLER_PORT}`,
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT',
        KAFKA_LISTENERS: [
          `INSIDE://0.0.0.0:${port}`,
          `CONTROLLER://localhost:${CONTROLLER_PORT}`,
          ...(props.publish ? [`OUTSIDE://0.0.0.0:${outsidePort}`] : []),
        ].join(','),
        // A directory of its own: Kafka refuses a volume with lost+found in it.
        KAFKA_LOG_DIRS: `${DATA}/kraft`,
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1,
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: 1,
        KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: 1,
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: 0,
        ...Object.fromEntries(settings.entries.map(([name, value]) => [variableOf(name), value])),
      },
      mounts: {
        '/opt/kafka/config': Scratch.ofSize(Size.mebibytes(1)),
        '/opt/kafka/logs': Scratch.ofSize(Size.mebibytes(32)),
        // Volumes of the image: without these Compose makes ones that have no names, and leaves them.
        '/etc/kafka/secrets': Scratch.ofSize(Size.mebibytes(1)),
        '/mnt/shared/config': Scratch.ofSize(Size.mebibytes(1)),
      },
      health: HealthProbe.fromTcpSocket({
        client: ProbeClient.BASH,
        endpoint: 'kafka',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.minutes(1),
        startInterval: Duration.seconds(2),
      }),
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(768), limit: Size.mebibytes(1280), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, KAFKA_IMAGE, Kafka);
    reportSettings(this, settings, Kafka);
    checkSetting(this, 'clusterId', props.clusterId, clusterIdRule, Kafka);
    this.inside = this.addEndpoint('kafka', { port });
    if (props.publish) this.outside = this.addEndpoint('outside', { port: outsidePort, publish: props.publish });
    this.addEnv('KAFKA_ADVERTISED_LISTENERS', this.advertised());
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props));
  }

  /** `host:port` for clients inside the application. */
  public get bootstrapServers(): IValue {
    return this.inside.authority;
  }

  private advertised(): IValue {
    const inside: EnvValue[] = ['INSIDE://', this.inside.authority];
    return joinText(this.outside ? [...inside, ',OUTSIDE://localhost:', this.outside.publishedPort] : inside);
  }
}

guard(Kafka);

/** As the image reads it (`KafkaDockerWrapper.scala`): one `_` is a dot, two are one, three are a dash. */
function variableOf(property: string): string {
  return `KAFKA_${property.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_').toUpperCase()}`;
}
