import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { markDescribable, type IDescribable, type StackDraft, type WorkloadDraft } from '../model/draft';
import type { Expression } from '../model/expression';
import type { MountModel } from '../model/storage';
import { captureTrace, setTrace } from '../model/trace';
import type { Describer, IValue } from '../model/value';
import type { ProcessModel, StartAfterModel, WorkloadKindName } from '../model/workload';
import { ComposeOptions } from '../targets/compose/options';
import { installDefaultChild } from '../targets/kubernetes/default-object';
import { KubernetesOptions } from '../targets/kubernetes/options';
import { byText } from '../model/connections';
import { Endpoint, type EndpointOptions } from './endpoint';
import type { HealthProbe } from './health-probe';
import { freeId } from './identity';
import type { Image } from './image';
import { describeOperations, type OperationsOptions } from './operations';
import { bytesOf, Duration, Size, type IDuration, type ISize } from './quantity';
import { describeResources, type Resources } from './resources';
import { Scratch, type IMountable } from './storage';
import { toExpression, type EnvValue } from './value';

export enum WorkloadKind {
  /** Runs for ever, any replica can replace any other: a Deployment. */
  SERVICE = 'service',
  /** Runs for ever and keeps data of its own: a StatefulSet. */
  STATEFUL = 'stateful',
  /** Runs once and ends: a Job. */
  TASK = 'task',
}

/** Numeric, because Kubernetes never looks names up. */
export interface User {
  /** User id, 1 or more. */
  readonly uid: number;
  /** Group id, 1 or more; volumes belong to it. */
  readonly gid: number;
  /**
   * Why it has to be root. The user 0 is refused without (`model/invalid-user`).
   * @default - not root
   */
  readonly rootReason?: string;
}

/** The privilege to mount file systems in user space, and why the workload cannot do without it. */
export interface FuseOptions {
  /** Appears in both outputs. */
  readonly reason: string;
  /**
   * Resource name under which a device plugin of the cluster offers /dev/fuse, such as `smarter-devices/fuse`.
   * @default - none: on Kubernetes the container is privileged
   */
  readonly devicePlugin?: string;
}

/** A Linux capability on top of none, and why the workload cannot do without it. */
export interface Capability {
  /** Without `CAP_`: `NET_BIND_SERVICE`. */
  readonly name: string;
  /** Appears in both outputs. */
  readonly reason: string;
}

export interface WorkloadOptions extends OperationsOptions {
  /**
   * Replaces the image's entry point; one element a word, no shell.
   * @default - the image's own
   */
  readonly entrypoint?: readonly (string | IValue)[];

  /**
   * Replaces the image's command; one element a word, no shell.
   * @default - the image's own
   */
  readonly command?: readonly (string | IValue)[];

  /** @default - the image's own */
  readonly workingDirectory?: string;

  /**
   * Environment variables. A value may be a host, port, URL, parameter or secret.
   * @default - none
   */
  readonly env?: { readonly [name: string]: EnvValue };

  /** @default - a running container counts as a working one */
  readonly health?: HealthProbe;

  /**
   * How many containers run. Compose runs one of those that publish a port (`compose/published-replicas`).
   * @default 1
   */
  readonly replicas?: number;

  /** @default - 0.1 to 1 core, 128 to 512 MiB */
  readonly resources?: Resources;

  /** @default - 10001:10001 */
  readonly user?: User;

  /**
   * Further groups, for an image whose files belong to one: often 0, root's group, which gives no privilege.
   * @default - none
   */
  readonly supplementalGroups?: readonly number[];

  /**
   * What is mounted where. Keys are absolute paths in the container.
   * @default - nothing but `/tmp`
   */
  readonly mounts?: { readonly [path: string]: IMountable };

  /**
   * Whether `/tmp` is writable: 64 MiB in memory.
   * @default true
   */
  readonly tmp?: boolean;

  /**
   * Whether the root file system is read-only.
   * @default true
   */
  readonly readOnlyRoot?: boolean;

  /**
   * Size of `/dev/shm`.
   * @default - what the engine gives, 64 MiB
   */
  readonly sharedMemory?: ISize;

  /**
   * Capabilities to add; all others are dropped.
   * @default - none
   */
  readonly capabilities?: readonly Capability[];

  /**
   * Whether it opens connections to the world outside the application. Compose cuts off a workload that does not;
   * Kubernetes does not (`kubernetes/egress-open`).
   * @default true
   */
  readonly egress?: boolean;

  /**
   * Time between the stop signal and the kill.
   * @default Duration.seconds(30)
   */
  readonly stopGracePeriod?: IDuration;

  /**
   * Signal that asks it to stop, such as `SIGINT`. Kubernetes 1.28 always sends the image's own (`kubernetes/stop-signal`).
   * @default - the image's own, or `SIGTERM`
   */
  readonly stopSignal?: string;
}

export interface WorkloadProps extends WorkloadOptions {
  /** What the container runs. */
  readonly image: Image;

  /** @default WorkloadKind.SERVICE */
  readonly kind?: WorkloadKind;

  /**
   * How often a task that failed is tried again. Tasks only.
   * @default 3
   */
  readonly retries?: number;

  /**
   * When a task runs, as a cron expression in UTC: `0 3 * * *` is every night at three. Tasks only. Compose has no
   * scheduler and runs it once, when it is asked to (`compose/schedule`).
   * @default - once
   */
  readonly schedule?: string;
}

export enum StartOrderOnKubernetes {
  /** Nothing waits: the application has to try again until its peer is there (`kubernetes/start-order`). */
  RETRY = 'retry',
  /** An init container waits until the peer's Service answers, or the task's Job is complete. Every new pod waits again. */
  WAIT = 'wait',
}

export interface StartAfterOptions {
  /** @default StartOrderOnKubernetes.RETRY */
  readonly kubernetes?: StartOrderOnKubernetes;
}

/**
 * One container, and how many of it run. The id is the name by which peers reach it, the Kubernetes Service's and the
 * Compose service's: lower-case letters, digits and `-`, at most 52 characters.
 *
 * Hardened by default: numeric non-root user, read-only root, no capability, no privilege escalation, no service
 * account token. Kubernetes gets a Deployment, StatefulSet or Job with Service, ServiceAccount and NetworkPolicy;
 * Compose a service on a network of its own.
 *
 * @example
 * const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { MODE: 'fast' } });
 * api.addEndpoint('http', { port: 8080 });
 */
export class Workload extends Construct implements IDescribable {
  /** What only Kubernetes understands. */
  public readonly kubernetes = new KubernetesOptions();
  /** What only Compose understands. */
  public readonly compose = new ComposeOptions();

  private readonly workloadName: string;
  private readonly kind: WorkloadKindName;
  private readonly endpoints: Endpoint[] = [];
  private readonly variables = new Map<string, EnvValue>();
  private readonly mounted = new Map<string, IMountable>();
  private readonly connected: Endpoint[] = [];
  private readonly wrapper: (string | IValue)[] = [];
  private account: User;
  private fuse?: FuseOptions;
  private operations: OperationsOptions;
  private readonly startsAfter: { workload: Workload; kubernetes: StartAfterModel['kubernetes'] }[] = [];
  private besides?: Workload;

  public constructor(scope: Construct, id: string, private readonly props: WorkloadProps) {
    super(scope, freeId(scope, id, new.target));
    this.workloadName = id;
    this.kind = props.kind ?? WorkloadKind.SERVICE;
    this.account = props.user ?? { uid: 10001, gid: 10001 };
    this.operations = props;
    for (const [name, value] of Object.entries(props.env ?? {})) this.variables.set(name, value);
    if (props.tmp ?? true) this.mounted.set('/tmp', Scratch.ofSize(Size.mebibytes(64)));
    for (const [path, mountable] of Object.entries(props.mounts ?? {})) this.mounted.set(path, mountable);
    setTrace(this, captureTrace(new.target));
    markDescribable(this);
    installDefaultChild(this, this.kind, id);
  }

  /** Opens a port. Peers refer to the result. */
  public addEndpoint(name: string, options: EndpointOptions): Endpoint {
    const endpoint = new Endpoint(this, name, options);
    this.endpoints.push(endpoint);
    return endpoint;
  }

  /** Sets an environment variable; the last value given for a name wins. */
  public addEnv(name: string, value: EnvValue): void {
    this.variables.set(name, value);
  }

  /** Mounts something; the last one given for a path wins. */
  public addMount(path: string, mountable: IMountable): void {
    this.mounted.set(path, mountable);
  }

  /** Says how it is run, for constructs whose own properties do not. What was said before about the same setting is replaced. */
  public operate(options: OperationsOptions): void {
    this.operations = { ...this.operations, ...options };
  }

  /** Lets it talk to an endpoint that nothing in its configuration names. */
  public connectTo(endpoint: Endpoint): void {
    this.connected.push(endpoint);
  }

  /**
   * Starts it only when the other one is there: completed if it is a task, healthy if it has a health probe, started
   * otherwise. A reference to an endpoint of the other one says the same; say it here for one without an endpoint.
   */
  public startAfter(other: Workload, options: StartAfterOptions = {}): void {
    this.startsAfter.push({ workload: other, kubernetes: options.kubernetes ?? StartOrderOnKubernetes.RETRY });
  }

  /**
   * Starts its command through a program, such as a script that prepares something first: the program gets the command
   * as its arguments, one each. The command has to be given (`model/wrapped-command`).
   */
  public wrapCommand(program: readonly (string | IValue)[]): void {
    this.wrapper.unshift(...program);
  }

  /** Runs it as root, and says why in both outputs. */
  public runAsRoot(reason: string): void {
    this.account = { uid: 0, gid: 0, rootReason: reason };
  }

  /**
   * Lets it mount file systems in user space. Compose gets the device, the capability and the AppArmor option that this
   * takes; a Kubernetes container is privileged or gets the device from a plugin, and the namespace allows it. It has to
   * run as root for that.
   */
  public allowFuse(options: FuseOptions): void {
    this.fuse = options;
  }

  /**
   * Runs it in the pods of another workload, whose command has to wait for it.
   * @internal
   */
  public _runBeside(other: Workload): void {
    this.besides = other;
    other.startsAfter.push({ workload: this, kubernetes: 'sidecar' });
  }

  /** @internal */
  public get _user(): User {
    return this.account;
  }

  /** @internal */
  public get _stopGracePeriod(): IDuration {
    return this.props.stopGracePeriod ?? Duration.seconds(30);
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    draft.workloads.push(this._model(draft));
  }

  /** @internal */
  protected _model(describer: Describer): WorkloadDraft {
    const { props } = this;
    const firstEndpoint = this.endpoints[0]?.name;
    return {
      name: this.workloadName,
      path: this.node.path,
      kind: this.kind,
      image: props.image._describe(Chart.of(this).node.id, this.workloadName),
      process: {
        ...this.program(describer),
        ...(props.workingDirectory !== undefined && { workingDirectory: props.workingDirectory }),
        environment: [...this.variables]
          .map(([name, value]) => ({ name, value: toExpression(value, describer) }))
          .sort(byText((variable) => variable.name)),
      },
      endpoints: this.endpoints.map((endpoint) => endpoint._describe()),
      ...(props.health && { health: props.health._describe(firstEndpoint ?? '', describer) }),
      mounts: this.mounts(describer),
      replicas: props.replicas ?? 1,
      resources: describeResources(props.resources),
      lifecycle: {
        stopGracePeriod: this._stopGracePeriod.toMilliseconds(),
        ...(props.stopSignal !== undefined && { stopSignal: props.stopSignal }),
        retries: this.kind === 'task' ? (props.retries ?? 3) : 0,
      },
      security: {
        user: this.account.uid,
        group: this.account.gid,
        readOnlyRoot: props.readOnlyRoot ?? true,
        ...(props.supplementalGroups?.length && { supplementalGroups: [...props.supplementalGroups].sort((a, b) => a - b) }),
        capabilities: (props.capabilities ?? []).map(({ name, reason }) => ({ name, reason })).sort(byText(({ name }) => name)),
        ...(this.account.rootReason !== undefined && { rootReason: this.account.rootReason }),
        ...(this.fuse && { fuse: { ...this.fuse } }),
      },
      operations: describeOperations(this.operations, this.kind === 'task' ? props.schedule : undefined),
      egress: props.egress ?? true,
      startAfter: this.startsAfter.map(
        ({ workload, kubernetes }): StartAfterModel => ({
          workload: describer.pathOf(workload),
          condition: workload.kind === 'task' ? 'completed' : workload.props.health ? 'healthy' : 'started',
          implied: false,
          kubernetes,
        }),
      ),
      ...(this.besides && { sidecarOf: describer.pathOf(this.besides) }),
      connectsTo: this.connected.map((endpoint) => ({ workload: describer.pathOf(endpoint.workload), endpoint: endpoint.name })),
    };
  }

  private program(describer: Describer): Pick<ProcessModel, 'entrypoint' | 'command' | 'wrapped'> {
    const { entrypoint, command } = this.props;
    if (this.wrapper.length > 0) {
      return { entrypoint: words(this.wrapper, describer), command: words([...(entrypoint ?? []), ...(command ?? [])], describer), wrapped: true };
    }
    return { ...(entrypoint && { entrypoint: words(entrypoint, describer) }), ...(command && { command: words(command, describer) }) };
  }

  private mounts(describer: Describer): MountModel[] {
    const mounts = [...this.mounted].map(([path, mountable]) => mountable._toMount(path, describer));
    if (this.props.sharedMemory) mounts.push({ kind: 'shared-memory', target: '/dev/shm', size: bytesOf(this.props.sharedMemory) });
    return mounts.sort(byText((mount) => mount.target));
  }
}

function words(command: readonly (string | IValue)[], describer: Describer): Expression[] {
  return command.map((word) => toExpression(word, describer));
}
