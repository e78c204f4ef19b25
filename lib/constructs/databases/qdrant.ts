import type { Construct } from 'constructs';
import type { Endpoint } from '../endpoint';
import { HealthProbe, ProbeClient } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import { Volume } from '../storage';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { reportUnknownVersion, withFacts } from './known-image';
import { QDRANT_IMAGE } from './qdrant-facts';

const HTTP_PORT = 6333;
const GRPC_PORT = 6334;
const STORAGE = '/qdrant/storage';

/** How a Qdrant is set up. */
export interface QdrantProps {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

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
export class Qdrant extends Workload {
  /** The HTTP API. */
  public readonly http: Endpoint;
  /** The gRPC API. */
  public readonly grpc: Endpoint;

  public constructor(scope: Construct, id: string, props: QdrantProps) {
    const image = props.image ?? Image.fromReference('qdrant/qdrant:v1.19.0-unprivileged');
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, QDRANT_IMAGE),
      user: { uid: 1000, gid: 1000 },
      egress: false,
      env: {
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
    this.http = this.addEndpoint('http', { port: HTTP_PORT, ...(props.publishHttp && { publish: props.publishHttp }) });
    this.grpc = this.addEndpoint('grpc', { port: GRPC_PORT, ...(props.publishGrpc && { publish: props.publishGrpc }) });
    this.addMount(STORAGE, new Volume(this, 'storage', { size: props.storage, ownedByImage: true }));
  }
}
