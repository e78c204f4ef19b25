import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { Endpoint } from '../endpoint';
import { HealthProbe, ProbeClient } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalQdrant, type ExternalQdrantProps, type IQdrant } from './external-qdrant';
import { reportUnknownVersion, withFacts } from './known-image';
import { QDRANT_IMAGE } from './qdrant-facts';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules } from './server-settings';

const HTTP_PORT = 6333;
const GRPC_PORT = 6334;
const STORAGE = '/qdrant/storage';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+$/, rule: 'that of a setting of Qdrant, such as service.max_request_size_mb' },
  own: {
    'service.http_port': 'peers reach the server on the ports of its endpoints',
    'service.grpc_port': 'peers reach the server on the ports of its endpoints',
    'service.host': 'peers reach the server on all addresses of the container',
    'service.api_key': 'the property apiKey says it',
    'service.read_only_api_key': 'settings can be read by anyone who sees the container; add the variable QDRANT__SERVICE__READ_ONLY_API_KEY with a secret',
    'storage.storage_path': 'the data lies on the volume',
    'storage.snapshots_path': 'the snapshots lie on the volume',
  },
};

/** How a Qdrant is set up. */
export interface QdrantProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * What clients have to give as `api-key`.
   * @default - none: only peers that refer to it can reach it
   */
  readonly apiKey?: Secret;

  /**
   * Settings of the server by their place in its configuration, such as `{ 'service.max_request_size_mb': 64 }`: variables
   * such as `QDRANT__SERVICE__MAX_REQUEST_SIZE_MB` in both targets. Those that follow from other properties are refused
   * (`model/server-setting`).
   *
   * @example
   * new Qdrant(stack, 'qdrant', { storage: Size.gibibytes(10), settings: { 'storage.performance.max_search_threads': 4 } });
   *
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * An `-unprivileged` variant of the official image of Qdrant 1.12 to 1.19, which runs as 1000:1000; a warning names any
   * other version.
   * @default Image.fromReference('qdrant/qdrant:v1.19.0-unprivileged') - the newest on 2026-11-26; data goes from one minor version to the next, not over several
   */
  readonly image?: Image;

  /** @default - 0.25 to 1 core, 256 MiB to 1 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach the HTTP API.
   * @default - its peers only
   */
  readonly publishHttp?: Publish;

  /**
   * Who outside the application may reach the gRPC API.
   * @default - its peers only
   */
  readonly publishGrpc?: Publish;
}

/**
 * Qdrant, a vector database: one server with its data and snapshots on a volume.
 *
 * Runs as the image's own user on a read-only root. The image has no HTTP client, so Compose asks for its health by bash.
 *
 * @example
 * const qdrant = new Qdrant(stack, 'qdrant', { storage: Size.gibibytes(10) });
 * api.addEnv('QDRANT_URL', qdrant.http.url());
 */
export class Qdrant extends Workload implements IQdrant {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalQdrantProps): ExternalQdrant {
    return new ExternalQdrant(scope, id, props);
  }

  /** The HTTP API. */
  public readonly http: Endpoint;
  /** The gRPC API. */
  public readonly grpc: Endpoint;
  /** What clients have to give, if anything. */
  public readonly apiKey?: Secret;

  public constructor(scope: Construct, id: string, props: QdrantProps) {
    ({ scope, id, props } = given(Qdrant, new.target, scope, id, props));
    const image = props.image ?? Image.fromReference('qdrant/qdrant:v1.19.0-unprivileged');
    const settings = spelledSettings(props.settings, SETTINGS);
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, QDRANT_IMAGE),
      user: { uid: 1000, gid: 1000 },
      egress: false,
      env: {
        ...Object.fromEntries(settings.entries.map(([name, value]) => [`QDRANT__${name.replaceAll('.', '__').toUpperCase()}`, value])),
        ...(props.apiKey && { QDRANT__SERVICE__API_KEY: props.apiKey }),
        QDRANT__SERVICE__GRPC_PORT: GRPC_PORT,
        QDRANT__STORAGE__SNAPSHOTS_PATH: `${STORAGE}/snapshots`,
        // By which it sees whether it was killed while it started.
        QDRANT_INIT_FILE_PATH: '/tmp/.qdrant-initialized',
      },
      health: HealthProbe.fromHttpGet('/readyz', {
        client: ProbeClient.BASH,
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startInterval: Duration.seconds(2),
      }),
      resources: {
        cpu: { request: 0.25, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, QDRANT_IMAGE, Qdrant);
    reportSettings(this, settings, Qdrant);
    if (props.apiKey) this.apiKey = props.apiKey;
    this.http = this.addEndpoint('http', { port: HTTP_PORT, ...(props.publishHttp && { publish: props.publishHttp }) });
    this.grpc = this.addEndpoint('grpc', { port: GRPC_PORT, ...(props.publishGrpc && { publish: props.publishGrpc }) });
    this.addMount(STORAGE, dataVolume(this, 'storage', props.storage, props));
  }
}

guard(Qdrant);
