import { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import { recordFault } from '../../model/fault';
import { captureTrace, setTrace } from '../../model/trace';
import type { IValue } from '../../model/value';
import { freeId } from '../identity';
import { bucketRule, checkSetting } from '../databases/server-rules';
import type { Endpoint } from '../endpoint';
import { ExternalServer } from '../external-server';
import { Parameter } from '../parameter';
import { HealthProbe } from '../health-probe';
import { bytesOf, Duration, Size } from '../quantity';
import { Secret } from '../secret';
import { ConfigFile, nameInStack, Scratch, type IMountable } from '../storage';
import { joinText, text, type EnvValue } from '../value';
import type { User } from '../container-options';
import type { Workload } from '../workload';
import { BucketVolume } from './bucket-volume';
import type { MountScriptOptions } from './mount-script';
import {
  NOMINAL_SIZE, S3MountFailure, scriptValue,
  type S3CsiStaticOptions, type S3FuseOptions, type S3InContainerOptions, type S3Mount, type S3SidecarOptions,
} from './s3-mount';
import { sidecarScript, waitScript } from './sidecar-script';
import { SharedDirectory } from './shared-directory';
import { wrapperScript } from './wrapper-script';

const ROOT: User = { uid: 0, gid: 0 };
const MOUNT_TIMEOUT = Duration.seconds(30);
/** Milliseconds. */
const FLUSH_TIME = 15_000;
const UNPRIVILEGED: User = { uid: 10001, gid: 10001 };

/** Which bucket is mounted where, and how. */
export interface S3FuseVolumeProps {
  /** Directory in the containers; the same wherever the volume is mounted. */
  readonly mountPath: string;

  /** How the bucket becomes a directory. */
  readonly mount: S3Mount;

  /** @default false */
  readonly readOnly?: boolean;

  /**
   * What is at the directory while the bucket is not. Mounted in the container only.
   * @default - 16 MiB in memory
   */
  readonly underneath?: IMountable;
}

/**
 * A bucket as a directory of the file system. What can be promised of it is less than of a disk: no locks, no atomic
 * renames, no appending by two writers.
 *
 * Mounted in the container, `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` are secrets of the stack; the application
 * starts when a file can be written to the bucket and read back. The workload's `command` has to be given. In Compose the
 * container gets /dev/fuse, `SYS_ADMIN` and `apparmor:unconfined`; on Kubernetes it is privileged, or has the device from
 * a plugin, and the namespace allows the level "privileged" (`kubernetes/pod-security`). Mounted by a sidecar, it is the
 * sidecar that has the keys and the privileges; the workload's `command` has to be given all the same. A workload with `egress: false` is
 * let out to the store, Amazon's or the one of `endpoint`; one whose `endpoint` the operator names has to be among its exceptions.
 *
 * @example
 * const data = new S3FuseVolume(stack, 'data', {
 *   mountPath: '/data',
 *   mount: S3Mount.inContainer({ bucket: new Parameter(stack, 'S3_BUCKET_NAME', { default: 'agent-data', description: 'Bucket for results.' }) }),
 * });
 * const worker = new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.0.0'), command: ['worker', '--out', '/data'] });
 * data.mountIn(worker);
 */
export class S3FuseVolume extends Construct {
  public readonly mountPath: string;

  private readonly volume?: BucketVolume;
  private readonly script?: ConfigFile;
  private store?: Endpoint;

  public constructor(scope: Construct, id: string, private readonly props: S3FuseVolumeProps) {
    ({ scope, id, props } = given(S3FuseVolume, new.target, scope, id, props));
    super(scope, freeId(scope, id, S3FuseVolume));
    this.mountPath = props.mountPath;
    setTrace(this, captureTrace(S3FuseVolume));
    const plan = props.mount._plan;
    if (plan.kind !== 'csi-dynamic') checkSetting(this, 'the name of the bucket', plan.options.bucket, bucketRule, S3FuseVolume);
    const name = nameInStack(this, id);
    const readOnly = props.readOnly ?? false;
    switch (plan.kind) {
      case 'in-container':
        this.script = new ConfigFile(this, 'mount', { fileName: 'mount-bucket.sh', content: joinText(this.wrapper(plan.options)) });
        break;
      case 'sidecar':
        this.checkParent();
        this.script = new ConfigFile(this, 'wait', { fileName: 'wait-for-bucket.sh', content: waitScript(this.mountPath) });
        break;
      case 'csi-static':
        this.volume = new BucketVolume(this, 'volume', { name, size: bytesOf(NOMINAL_SIZE), readOnly, bucket: staticBucket(plan.options, readOnly) });
        break;
      case 'csi-dynamic': {
        const { storageClass, size } = plan.options;
        this.volume = new BucketVolume(this, 'volume', { name, size: bytesOf(size ?? NOMINAL_SIZE), storageClass, readOnly, bucket: { provisioning: 'dynamic' } });
        break;
      }
    }
  }

  /** Mounts the bucket for a workload. */
  public mountIn(workload: Workload): void {
    const plan = this.props.mount._plan;
    if (this.volume) workload._mountOwn(this.mountPath, this.volume, 'the bucket there');
    if (plan.kind === 'sidecar') this.mountBeside(workload, plan.options);
    if (workload._isKeptIn && (plan.kind === 'in-container' || plan.kind === 'sidecar')) this.letOut(workload, plan.options);
    if (!this.script || plan.kind !== 'in-container') return;
    const script = `/usr/local/lib/${this.node.id}/mount-bucket.sh`;
    const reason = `a bucket is mounted at ${this.mountPath} inside the container`;
    workload.runAsRoot(`mount(2) needs CAP_SYS_ADMIN, which only root keeps when a program is started: ${reason}`);
    workload.allowFuse({ reason, ...(plan.options.devicePlugin !== undefined && { devicePlugin: plan.options.devicePlugin }) });
    workload._mountOwn(this.mountPath, this.props.underneath ?? Scratch.ofSize(Size.mebibytes(16)), 'the bucket there');
    workload._mountOwn(this.stateDirectory, Scratch.ofSize(plan.options.bufferSize ?? Size.mebibytes(128)), 'what is on its way to the bucket');
    workload._mountOwn(script, this.script, 'the script that mounts the bucket');
    for (const [name, value] of Object.entries(this._variables())) workload._addOwnEnv(name, value, this.mountIn);
    // Started by the shell, the file needs no mode, which a Compose config that is a file cannot have.
    workload.wrapCommand(['/bin/sh', script]);
  }

  /** Nothing that it is told is a reference to a store outside, so that the way to it is opened here. */
  private letOut(workload: Workload, options: S3FuseOptions): void {
    this.store ??= outsideStore(this, options);
    if (this.store) workload.connectTo(this.store);
  }

  /**
   * The variables that a container needs to mount the bucket itself.
   * @internal
   */
  public _variables(): Record<string, IValue> {
    const plan = this.props.mount._plan;
    if (plan.kind !== 'in-container' && plan.kind !== 'sidecar') return {};
    const { bucket, region, endpoint } = plan.options;
    const description = 'May read and write the bucket.';
    const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => [name, Secret.shared(this, name, { description })] as const);
    const parameters = [bucket, region, endpoint].filter((value) => value instanceof Parameter).map((value) => [value.resourceName, value] as const);
    return Object.fromEntries<IValue>([...keys, ...parameters]);
  }

  /**
   * How a container mounts the bucket itself; undefined if a driver of the platform does it.
   * @internal
   */
  public _mountScriptOptions(): MountScriptOptions | undefined {
    const plan = this.props.mount._plan;
    return plan.kind === 'in-container' || plan.kind === 'sidecar' ? this.scriptOptions(plan.options) : undefined;
  }

  private mountBeside(reader: Workload, options: S3SidecarOptions): void {
    const name = `${this.node.id}-mounter`;
    const parent = this.mountPath.slice(0, this.mountPath.lastIndexOf('/'));
    const directory = new SharedDirectory(`${reader.node.id}-${name}`, options.hostDirectoryVariable);
    const readersEnd = reader._stopGracePeriod;
    const content = sidecarScript({ ...this.scriptOptions(options), owner: options.owner ?? reader._user, readersEnd });
    const script = new ConfigFile(this, `${reader.node.id}-mount`, { fileName: 'mount-bucket.sh', content: joinText(content) });
    const scriptPath = `/usr/local/lib/${this.node.id}/mount-bucket.sh`;
    const reason = `the bucket at ${this.mountPath} of ${reader.node.id} is mounted beside it`;
    const mounter = reader.addSidecar(name, {
      image: options.image,
      entrypoint: ['/bin/sh', scriptPath],
      env: this._variables(),
      // Either mounter has the time; a probe of a mount whose process died fails.
      health: HealthProbe.fromCommand(['mountpoint', '-q', this.mountPath], {
        interval: Duration.seconds(10),
        startPeriod: Duration.millis(2 * (options.mountTimeout ?? MOUNT_TIMEOUT).toMilliseconds()),
        startInterval: Duration.seconds(2),
      }),
      mounts: {
        [parent]: directory.forMounter(),
        [this.stateDirectory]: Scratch.ofSize(options.bufferSize ?? Size.mebibytes(128)),
        [scriptPath]: script,
      },
      resources: options.resources,
      // What was written last is still on its way when the readers have ended.
      stopGracePeriod: Duration.millis(readersEnd.toMilliseconds() + FLUSH_TIME),
    });
    mounter.runAsRoot(`mount(2) needs CAP_SYS_ADMIN, which only root keeps when a program is started: ${reason}`);
    mounter.allowFuse({ reason });
    const waitPath = `/usr/local/lib/${this.node.id}/wait-for-bucket.sh`;
    reader.addMount(parent, directory);
    reader._mountOwn(waitPath, this.script!, 'the script that waits for the bucket');
    reader.wrapCommand(['/bin/sh', waitPath]);
  }

  private checkParent(): void {
    if (this.mountPath.lastIndexOf('/') > 0) return;
    const rule = 'below a directory of its own, which both containers share, such as /data/bucket';
    recordFault(this, { kind: 'invalid-path', path: this.node.path, field: 'mountPath', value: this.mountPath, rule, trace: captureTrace(S3FuseVolume) });
  }

  private wrapper(options: S3InContainerOptions): EnvValue[] {
    return wrapperScript({
      ...this.scriptOptions(options),
      continueOnFailure: options.onFailure === S3MountFailure.CONTINUE,
      unmountOnStop: options.unmountOnStop ?? true,
    });
  }

  private scriptOptions(options: S3FuseOptions & Pick<S3InContainerOptions, 'allowOther'>): MountScriptOptions {
    return {
      bucket: scriptValue(options.bucket),
      region: scriptValue(options.region ?? 'us-east-1'),
      ...(options.endpoint !== undefined && { endpoint: scriptValue(options.endpoint) }),
      ...(options.prefix !== undefined && { prefix: scriptValue(options.prefix) }),
      mountPath: this.mountPath,
      stateDirectory: this.stateDirectory,
      readOnly: this.props.readOnly ?? false,
      statCacheTtl: options.statCacheTtl ?? Duration.seconds(10),
      typeCacheTtl: options.typeCacheTtl ?? Duration.seconds(10),
      owner: options.owner ?? ROOT,
      umask: options.umask ?? 0o022,
      allowOther: options.allowOther ?? true,
      mountTimeout: options.mountTimeout ?? MOUNT_TIMEOUT,
    };
  }

  private get stateDirectory(): string {
    return `/run/${this.node.id}`;
  }
}

guard(S3FuseVolume);

/** Amazon's, or the one whose address is written out; undefined for a reference, and for one that the operator names. */
function outsideStore(scope: S3FuseVolume, { region = 'us-east-1', endpoint }: S3FuseOptions): Endpoint | undefined {
  if (endpoint === undefined) return new ExternalServer(scope, `${scope.node.id}-store`, { host: text`s3.${region}.amazonaws.com` }).addEndpoint('api', { port: 443, scheme: 'https' });
  const [, scheme, host, port] = typeof endpoint === 'string' ? (/^(https?):\/\/([^:/?#]+\.[^:/?#]+)(?::(\d+))?(?:[/?#]|$)/.exec(endpoint) ?? []) : [];
  if (host === undefined) return undefined;
  return new ExternalServer(scope, `${scope.node.id}-store`, { host }).addEndpoint('api', { port: port === undefined ? (scheme === 'https' ? 443 : 80) : Number(port), scheme });
}

function staticBucket(options: S3CsiStaticOptions, readOnly: boolean) {
  const { uid, gid } = options.owner ?? UNPRIVILEGED;
  return {
    provisioning: 'static',
    bucket: options.bucket,
    region: options.region ?? 'us-east-1',
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(options.prefix !== undefined && { prefix: options.prefix }),
    readOnly,
    user: uid,
    group: gid,
    umask: options.umask ?? 0o022,
    cacheTtl: (options.statCacheTtl ?? Duration.seconds(10)).toMilliseconds(),
  } as const;
}
