import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe, ProbeClient } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Resources } from '../resources';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import { Task } from '../task';
import type { EnvValue } from '../value';
import type { User } from '../container-options';
import { Workload, WorkloadKind } from '../workload';
import { bucketScript } from './bucket-script';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalObjectStore, type ExternalObjectStoreProps, type IObjectStore } from './external-object-store';
import { reportUnknownVersion, withFacts } from './known-image';
import { SEAWEEDFS_IMAGE, seaweedBucketFacts } from './seaweedfs-facts';
import { bucketRule, checkSetting } from './server-rules';
import { serverSecret } from './server-secret';

const PORT = 8333;
const DATA = '/data';
const USER: User = { uid: 1000, gid: 1000 };

/** How a SeaweedFS is set up, with which buckets. */
export interface SeaweedFsProps extends DataVolumeOptions {
  /** Size of the data volume that Kubernetes asks for. */
  readonly storage: ISize;

  /**
   * Buckets that are there before those start who start after `buckets`.
   * @default - none
   */
  readonly buckets?: readonly EnvValue[];

  /**
   * The access key, which may do anything.
   * @default - the secret `<ID>_ACCESS_KEY` of the stack
   */
  readonly accessKey?: Secret;

  /**
   * The secret key that belongs to it.
   * @default - the secret `<ID>_SECRET_KEY` of the stack
   */
  readonly secretKey?: Secret;

  /**
   * A release of the 4.x series, 4.31 to 4.44; a warning names any other.
   * @default Image.fromReference('chrislusf/seaweedfs:4.44') - the newest on 2026-11-26
   */
  readonly image?: Image;

  /** @default - 0.25 to 1 core, 256 MiB to 1 GiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach the S3 API.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/**
 * SeaweedFS, an object store with the API of S3: all its parts in one process with the data on a volume, and a task that
 * makes buckets.
 *
 * Runs as the image's own user, 1000:1000, on a read-only root. The parts that ask nobody for a key are on its loopback
 * interface; outside of it listen the S3 API and a port by which further S3 servers of a cluster would talk to it. It
 * sends no statistics to its makers.
 *
 * @example
 * const objects = new SeaweedFs(stack, 'objects', { storage: Size.gibibytes(50), buckets: ['uploads'] });
 * api.addEnv('S3_ENDPOINT', objects.endpointUrl);
 * api.addEnv('AWS_ACCESS_KEY_ID', objects.accessKey);
 * api.startAfter(objects.buckets);
 */
export class SeaweedFs extends Workload implements IObjectStore {
  /** An object store that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalObjectStoreProps): ExternalObjectStore {
    return new ExternalObjectStore(scope, id, props);
  }

  /** The S3 API. */
  public readonly api: Endpoint;
  public readonly accessKey: Secret;
  public readonly secretKey: Secret;
  /** Makes the buckets, and ends. */
  public readonly buckets: Task;

  public constructor(scope: Construct, id: string, props: SeaweedFsProps) {
    ({ scope, id, props } = given(SeaweedFs, new.target, scope, id, props));
    const key = (name: string, description: string, hint: string): Secret =>
      serverSecret(scope, { server: id, name, description, hint }, SeaweedFs);
    const accessKey = props.accessKey ?? key('ACCESS_KEY', `Access key of the object store ${id}.`, 'openssl rand -hex 10');
    const secretKey = props.secretKey ?? key('SECRET_KEY', `Secret key of the object store ${id}.`, 'openssl rand -hex 24');
    const image = props.image ?? Image.fromReference('chrislusf/seaweedfs:4.44');
    super(scope, id, {
      kind: WorkloadKind.STATEFUL,
      image: withFacts(image, SEAWEEDFS_IMAGE),
      command: [
        'server', '-ip=127.0.0.1', '-ip.bind=127.0.0.1', '-master.telemetry=false',
        '-filer', '-s3', '-s3.ip.bind=0.0.0.0', `-s3.port=${PORT}`, '-s3.port.iceberg=0', '-s3.port.lance=0', '-s3.iam=false', '-s3.autoCreateBucket=false',
      ],
      workingDirectory: DATA,
      user: USER,
      egress: false,
      env: { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey, HOME: '/tmp' },
      health: HealthProbe.fromHttpGet('/healthz', {
        client: ProbeClient.CURL,
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
    reportUnknownVersion(this, image, SEAWEEDFS_IMAGE, SeaweedFs);
    for (const bucket of props.buckets ?? []) checkSetting(this, 'the name of a bucket', bucket, bucketRule, SeaweedFs);
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.api = this.addEndpoint('api', { port: PORT, ...(props.publish && { publish: props.publish }) });
    this.addMount(DATA, dataVolume(this, 'data', props.storage, props));
    this.buckets = this.createBuckets(image, props.buckets ?? []);
  }

  /** `http://host:port` */
  public get endpointUrl(): IValue {
    return this.api.url();
  }

  private createBuckets(image: Image, buckets: readonly EnvValue[]): Task {
    return new Task(this.node.scope as Construct, `${this.node.id}-buckets`, {
      image: image._known(seaweedBucketFacts, true),
      entrypoint: ['sh', '-c', bucketScript, 'buckets', ...buckets.map((bucket) => (typeof bucket === 'object' ? bucket : String(bucket)))],
      user: USER,
      egress: false,
      // A volume of the image: without this Compose makes one that has no name, at each run, and leaves it.
      mounts: { [DATA]: Scratch.ofSize(Size.mebibytes(1)) },
      env: { S3_ENDPOINT: this.api.url(), AWS_ACCESS_KEY_ID: this.accessKey, AWS_SECRET_ACCESS_KEY: this.secretKey },
      retries: 10,
    })._runWith(this);
  }
}

guard(SeaweedFs);
