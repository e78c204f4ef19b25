import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import { Task } from '../task';
import { joinText, type EnvValue } from '../value';
import type { User } from '../container-options';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalObjectStore, type ExternalObjectStoreProps, type IObjectStore } from './external-object-store';
import { reportUnknownVersion, withFacts } from './known-image';
import { MINIO_IMAGE, minioClientFacts } from './minio-facts';
import { bucketRule, checkSetting, minioUserRule } from './server-rules';
import { serverSecret } from './server-secret';

const API_PORT = 9000;
const CONSOLE_PORT = 9001;
const DATA = '/data';
const USER: User = { uid: 1000, gid: 1000 };
/** The client writes its configuration, and the image has no home for an unprivileged user. */
const CLIENT_DIRECTORY = '/tmp/.mc';

/** How a MinIO is set up, with which buckets. */
export interface MinIOProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Buckets that are there before those start who start after `buckets`.
   * @default - none
   */
  readonly buckets?: readonly EnvValue[];

  /**
   * Name of the root user, which is the access key.
   * @default 'minioadmin'
   */
  readonly rootUser?: EnvValue;

  /**
   * Password of the root user, which is the secret key.
   * @default - the secret `<ID>_ROOT_PASSWORD` of the stack
   */
  readonly rootPassword?: Secret;

  /**
   * A release of the server, which has the client `mc` in it; a warning names those that are not of 2025.
   * @default Image.fromReference('quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z') - the last one that MinIO published, looked at on 2026-11-26
   */
  readonly image?: Image;

  /** @default - 0.25 to 1 core, 256 MiB to 1 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach the S3 API.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Who outside the application may reach the web console.
   * @default - its peers only
   */
  readonly publishConsole?: Publish;
}

/**
 * MinIO, an object store with the API of S3: one server with its data on a volume, and a task that makes buckets.
 *
 * MinIO has published no images since September 2025, and what it corrected later (CVE-2025-62506) is in none: give an
 * image of your own that is built from its sources, or use `SeaweedFs`.
 *
 * Runs as 1000:1000 on a read-only root. Its health is asked by `mc ready local`: the client is part of the image, while
 * curl has come and gone in it. The buckets are made by the same image, so that there is one release of both.
 *
 * @example
 * const minio = new MinIO(stack, 'minio', { storage: Size.gibibytes(50), buckets: ['uploads'] });
 * api.addEnv('S3_ENDPOINT', minio.api.url());
 * api.startAfter(minio.buckets);
 */
export class MinIO extends Workload implements IObjectStore {
  /** An object store that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalObjectStoreProps): ExternalObjectStore {
    return new ExternalObjectStore(scope, id, props);
  }

  /** The S3 API. */
  public readonly api: Endpoint;
  /** The web console. */
  public readonly console: Endpoint;
  public readonly accessKey: EnvValue;
  public readonly secretKey: Secret;
  /** Makes the buckets, and ends. */
  public readonly buckets: Task;

  public constructor(scope: Construct, id: string, props: MinIOProps) {
    ({ scope, id, props } = given(MinIO, new.target, scope, id, props));
    const accessKey = props.rootUser ?? 'minioadmin';
    const secretKey =
      props.rootPassword ??
      serverSecret(
        scope,
        { server: id, name: 'ROOT_PASSWORD', description: 'Password of the MinIO root user, at least 8 characters; the secret key of the S3 API.', hint: 'openssl rand -hex 24' },
        MinIO,
      );
    const image = props.image ?? Image.fromReference('quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z');
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, MINIO_IMAGE),
      command: ['server', DATA, '--address', `:${API_PORT}`, '--console-address', `:${CONSOLE_PORT}`],
      user: USER,
      egress: false,
      env: { MINIO_ROOT_USER: accessKey, MINIO_ROOT_PASSWORD: secretKey, MC_CONFIG_DIR: CLIENT_DIRECTORY },
      health: HealthProbe.fromCommand(['mc', 'ready', 'local'], {
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startInterval: Duration.seconds(2),
      }),
      stopGracePeriod: Duration.seconds(60),
      resources: {
        cpu: { request: 0.25, limit: 1, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1), ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, MINIO_IMAGE, MinIO);
    checkSetting(this, 'the root user', accessKey, minioUserRule, MinIO);
    for (const bucket of props.buckets ?? []) checkSetting(this, 'the name of a bucket', bucket, bucketRule, MinIO);
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.api = this.addEndpoint('api', { port: API_PORT, ...(props.publish && { publish: props.publish }) });
    this.console = this.addEndpoint('console', { port: CONSOLE_PORT, ...(props.publishConsole && { publish: props.publishConsole }) });
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props, false));
    this.buckets = this.createBuckets(image, props.buckets ?? []);
  }

  /** `http://host:port` */
  public get endpointUrl(): IValue {
    return this.api.url();
  }

  private createBuckets(image: Image, buckets: readonly EnvValue[]): Task {
    const paths = buckets.map((bucket) => joinText(['local/', bucket]));
    return new Task(this.node.scope as Construct, `${this.node.id}-buckets`, {
      image: image._known(minioClientFacts, true),
      // Without a bucket it only sees that the server answers.
      entrypoint: paths.length > 0 ? ['mc', 'mb', '--ignore-existing', ...paths] : ['mc', 'ready', 'local'],
      user: USER,
      egress: false,
      // A volume of the image: without this Compose makes one that has no name, at each run, and leaves it.
      mounts: { [DATA]: Scratch.ofSize(Size.mebibytes(1)) },
      env: { MC_CONFIG_DIR: CLIENT_DIRECTORY, MC_HOST_local: this.api.url({ user: this.accessKey, password: this.secretKey }) },
      retries: 10,
    })._runWith(this);
  }
}

guard(MinIO);
