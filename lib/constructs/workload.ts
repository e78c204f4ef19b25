import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { belongsTo, given, guard } from '../border/guard';
import { byText } from '../model/connections';
import { markDescribable, type IDescribable, type StackDraft } from '../model/draft';
import type { EndpointModel } from '../model/endpoint';
import { recordFault } from '../model/fault';
import { captureTrace, noteStatements, setTrace, type OnStack } from '../model/trace';
import type { Describer, IValue } from '../model/value';
import type { StartAfterModel, WorkloadKindName, WorkloadModel } from '../model/workload';
import { ComposeOptions } from '../targets/compose/options';
import { installDefaultChild } from '../targets/kubernetes/default-object';
import { KubernetesOptions } from '../targets/kubernetes/options';
import { ChosenValues } from './chosen-values';
import type { FuseOptions, RunningContainerOptions, User } from './container-options';
import type { ContainerWordOptions } from './container-words';
import { ContainerParts } from './container-parts';
import { describeEgress, type EgressRule } from './egress';
import { Endpoint, type EndpointOptions } from './endpoint';
import { freeId } from './identity';
import type { Image } from './image';
import { reportMeaningless } from './meaningless';
import { describeOperations, type OperationsOptions } from './operations';
import { InitContainer, Sidecar, type InitContainerProps, type SidecarProps } from './pod-container';
import type { IDuration } from './quantity';
import { describeStartAfter, waitsHow, type ConnectOptions, type StartAfterOptions } from './start-after';
import type { IMountable } from './storage';
import { valueInWords, type EnvValue } from './value';
import { describeWorkloadWords, type WorkloadWordOptions } from './workload-words';

/** How a workload lives. */
export enum WorkloadKind {
  /** Runs for ever, any replica can replace any other: a Deployment. */
  SERVICE = 'service',
  /** Runs for ever and keeps data of its own: a StatefulSet. */
  STATEFUL = 'stateful',
  /**
   * Runs for ever on each node of a cluster, for what looks after the machine: a DaemonSet. Compose has one machine, and
   * runs it once, with `deploy.mode: global`.
   */
  DAEMON = 'daemon',
  /** Runs once and ends: a Job. */
  TASK = 'task',
}

/** What every workload can be told, whichever construct it is. */
export interface WorkloadOptions extends RunningContainerOptions, OperationsOptions, WorkloadWordOptions {
  /**
   * Name by which peers reach it, and under which it stands in the outputs, where that is to be another than the id:
   * a volume has the id already, say. The path of the construct stays.
   * @default - the id
   */
  readonly name?: string;

  /**
   * How many containers run; of a parameter, a number as text. Compose runs one of those that publish a port (`compose/published-replicas`).
   * @default 1
   */
  readonly replicas?: number | IValue;

  /**
   * Whether it opens connections to the world outside the application, or where to. One that does not calls its peers only, whom it
   * refers to: Kubernetes has a NetworkPolicy that lets out to those and to the cluster's DNS (`kubernetes/egress-policy`), Compose
   * a network without a way out, where no peer needs one (`compose/egress-open`). What else it may call is a list of
   * exceptions, which Compose does not know (`compose/egress-allowed`).
   *
   * @example
   * new Workload(stack, 'api', { image, egress: [{ cidr: '10.20.0.0/16', ports: [5432] }] });
   *
   * @default true
   */
  readonly egress?: boolean | readonly EgressRule[];
}

/** What can still be said of a workload that is there. */
export interface OperateOptions extends OperationsOptions, ContainerWordOptions, WorkloadWordOptions {}

/** What a workload is, and what it can be told. */
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

/**
 * What runs together and how often: a main container, and those that are added before and beside it. The id is the name by which peers reach it, the Kubernetes Service's and the
 * Compose service's: lower-case letters, digits and `-`, at most 52 characters.
 *
 * Hardened by default: numeric non-root user, read-only root, no capability, no privilege escalation, no service
 * account token. Kubernetes gets a Deployment, StatefulSet, DaemonSet or Job with Service, ServiceAccount and NetworkPolicy;
 * Compose a service on a network of its own.
 *
 * @example
 * const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { MODE: 'fast' } });
 * api.addEndpoint('http', { port: 8080 });
 */
export class Workload extends Construct implements IDescribable {
  /** What only Kubernetes understands. */
  public readonly kubernetes = new KubernetesOptions(() => ({
    kind: this.kind,
    isScheduled: this.props.schedule !== undefined,
    name: this.workloadName,
    stack: Chart.of(this).node.id,
    ports: this.endpoints.map((endpoint) => ({ name: endpoint.name, port: endpoint.containerPort, protocol: endpoint._isUdp ? 'UDP' : 'TCP' })),
  }));
  /** What only Compose understands. */
  public readonly compose = new ComposeOptions();

  /** @internal */
  public readonly _sidecars: Sidecar[] = [];
  /** @internal */
  public readonly _initContainers: InitContainer[] = [];

  private readonly workloadName: string;
  private readonly kind: WorkloadKindName;
  private readonly main: ContainerParts;
  private readonly endpoints: Endpoint[] = [];
  private readonly connected: { readonly endpoint: Endpoint; readonly isRequired: boolean }[] = [];
  private operations: OperateOptions;
  private leader?: Workload;
  private readonly startsAfter: { readonly workload: Workload; readonly options: StartAfterOptions }[] = [];

  public constructor(scope: Construct, id: string, private readonly props: WorkloadProps) {
    ({ scope, id, props } = given(Workload, new.target, scope, id, props));
    super(scope, freeId(scope, id, new.target));
    this.workloadName = props.name ?? id;
    this.kind = props.kind ?? WorkloadKind.SERVICE;
    this.main = new ContainerParts(props.image, props);
    this.operations = props;
    setTrace(this, captureTrace(new.target));
    this.main.reportContradictions(this, new.target);
    belongsTo(this.kubernetes, this);
    belongsTo(this.compose, this);
    this.reportTaskProperties(new.target);
    markDescribable(this);
    installDefaultChild(this);
  }

  /** Opens a port. Peers refer to the result. */
  public addEndpoint(name: string, options: EndpointOptions): Endpoint {
    return this._addEndpoint(new Endpoint(this, name, options));
  }

  /** Sets an environment variable; the last value given for a name wins. */
  public addEnv(name: string, value: EnvValue): void {
    this.main.addEnv(name, value);
  }

  /** Mounts something; the last one given for a path wins. */
  public addMount(path: string, mountable: IMountable): void {
    this.main.addMount(path, mountable);
  }

  /** Runs another container beside it, in each of its pods. */
  public addSidecar(id: string, props: SidecarProps): Sidecar {
    return new Sidecar(this, id, props);
  }

  /** Runs a container before it, until it ends well; after those that were added before. */
  public addInitContainer(id: string, props: InitContainerProps): InitContainer {
    return new InitContainer(this, id, props);
  }

  /**
   * Says how it is run, for constructs whose own properties do not, such as the databases. What was said before about the same
   * setting is replaced.
   *
   * @example
   * postgres.operate({ containerName: 'shop_db', labels: { team: 'payments' } });
   */
  public operate(options: OperateOptions): void {
    noteStatements(this, options, captureTrace(this.operate));
    this.operations = { ...this.operations, ...options };
    this.main.runtime = { ...this.main.runtime, ...options };
  }

  /** Lets it talk to an endpoint that nothing in its configuration names. */
  public connectTo(endpoint: Endpoint, options: ConnectOptions = {}): void {
    this.connected.push({ endpoint, isRequired: options.required ?? true });
  }

  /**
   * Starts it only when the other one is there: completed if it is a task, healthy if it has a health probe, started
   * otherwise. A reference to an endpoint of the other one says the same; say it here for one without an endpoint, or to
   * wait in another way. It opens no connection: that takes a reference or `connectTo`.
   *
   * @example
   * api.startAfter(redis, { condition: StartCondition.STARTED });
   */
  public startAfter(other: Workload, options: StartAfterOptions = {}): void {
    const before = this.startsAfter.find(({ workload }) => workload === other);
    if (!before) this.startsAfter.push({ workload: other, options });
    else if (waitsHow(before.options) !== waitsHow(options)) {
      const what = `how it waits until ${other.workloadName} is there`;
      recordFault(this, { kind: 'conflict', path: this.node.path, what, first: waitsHow(before.options), second: waitsHow(options), trace: captureTrace(this.startAfter) });
    }
  }

  /**
   * Starts its command through a program, such as a script that prepares something first: the program gets the command
   * as its arguments, one each. The command has to be given (`model/wrapped-command`).
   */
  public wrapCommand(program: readonly (string | IValue)[]): void {
    this.main.wrapCommand(program);
  }

  /** Runs it as root, and says why in both outputs. */
  public runAsRoot(reason: string): void {
    this.main.runAsRoot(reason);
  }

  /**
   * Lets it mount file systems in user space. Compose gets the device, the capability and the AppArmor option that this
   * takes; a Kubernetes container is privileged or gets the device from a plugin, and the namespace allows it. It has to
   * run as root for that.
   */
  public allowFuse(options: FuseOptions): void {
    this.main.fuse = options;
  }

  /**
   * Mounts what the construct needs by itself. What the program has mounted at the same path would be gone without a word.
   *
   * @param why the property or the part of the construct that needs it
   * @internal
   */
  public _mountOwn(path: string, mountable: IMountable, why: string): void {
    if (this.main.mountOwn(path, mountable)) return;
    recordFault(this, { kind: 'contradiction', path: this.node.path, field: `something mounted at ${path}`, other: why, trace: captureTrace(this._mountOwn) });
  }

  /**
   * Sets a variable that a construct needs by itself. What has been said of it before would be gone without a word.
   *
   * @param fix what to do where both are meant
   * @internal
   */
  public _addOwnEnv(name: string, value: EnvValue, below: OnStack, fix?: string): void {
    const before = this.main.addOwnEnv(name, value);
    if (before === undefined) return;
    recordFault(this, {
      kind: 'conflict', path: this.node.path, what: `the variable ${name}`, first: valueInWords(before), second: valueInWords(value), trace: captureTrace(below),
      ...(fix !== undefined && { fix }),
    });
  }

  /** @internal */
  public _addEndpoint(endpoint: Endpoint): Endpoint {
    this.endpoints.push(endpoint);
    return endpoint;
  }

  /** @internal */
  public get _name(): string {
    return this.workloadName;
  }

  /** @internal */
  public get _kind(): WorkloadKindName {
    return this.kind;
  }

  /**
   * What those of other stacks may know of it, and why they cannot reach it, if they cannot.
   * @internal
   */
  public _asPeer(): { readonly name: string; readonly endpoints: EndpointModel[]; readonly refusal?: string } {
    const refusal = this.operations.hostNetwork !== undefined ? 'which is on the network of its machine' : this._profiles?.length ? 'which runs with some profiles only' : undefined;
    return {
      name: this.workloadName,
      endpoints: this.endpoints.map(({ name, containerPort: port, _isUdp }) => ({ name, port, protocol: _isUdp ? 'udp' : 'tcp' })),
      ...(refusal !== undefined && { refusal }),
    };
  }

  /** @internal */
  public get _user(): User {
    return this.main.user;
  }

  /**
   * With which profiles it runs: its own, or those of whom it is there for.
   * @internal
   */
  public get _profiles(): readonly string[] | undefined {
    return this.operations.profiles ?? this.leader?._profiles;
  }

  /**
   * Has it run whenever another one does that it is there for.
   * @internal
   */
  public _runWith(leader: Workload): this {
    this.leader = leader;
    return this;
  }

  /**
   * Whether it calls nobody outside but those that are said.
   * @internal
   */
  public get _isKeptIn(): boolean {
    return (this.props.egress ?? true) !== true;
  }

  /** @internal */
  public get _stopGracePeriod(): IDuration {
    return this.main.stopGracePeriod;
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    draft.workloads.push(this._model(draft));
    for (const { endpoint, isRequired } of this.connected) {
      draft.connections.push({ from: this.node.path, to: draft.pathOf(endpoint.workload), endpoint: endpoint.name, ...(!isRequired && { optional: true }) });
    }
  }

  /** @internal */
  protected _model(describer: Describer): WorkloadModel {
    const { props, operations } = this;
    const chosen = new ChosenValues(this, describer);
    const words = describeWorkloadWords(operations, chosen, this._profiles);
    const replicas = chosen.number('replicas', props.replicas ?? 1) ?? 1;
    const sidecars = this.sidecarsInOrder();
    return {
      name: this.workloadName,
      path: this.node.path,
      kind: this.kind,
      containers: this.describeContainers(sidecars, describer, chosen),
      ...this.describeInitContainers(describer),
      endpoints: this.describeEndpoints(sidecars, describer),
      replicas,
      retries: this.kind === 'task' ? (props.retries ?? 3) : 0,
      operations: describeOperations(operations, this.kind === 'task' ? props.schedule : undefined),
      ...words,
      ...describeEgress(props.egress),
      startAfter: this.describeStart(describer),
    };
  }

  private describeInitContainers(describer: Describer): Pick<WorkloadModel, 'initContainers'> | undefined {
    if (this._initContainers.length === 0) return undefined;
    return { initContainers: this._initContainers.map((container) => container._model(describer, this.endpoints[0]?.name ?? '')) };
  }

  private describeStart(describer: Describer): StartAfterModel[] {
    return this.startsAfter.map(({ workload, options }) =>
      describeStartAfter(describer.pathOf(workload), { kind: workload.kind, hasHealth: workload.props.health?._isNone === false }, options));
  }

  private describeContainers(sidecars: readonly Sidecar[], describer: Describer, chosen: ChosenValues): WorkloadModel['containers'] {
    const first = this.endpoints[0]?.name ?? '';
    const ofMain = this.endpoints.find(({ _container }) => _container === undefined)?.name ?? first;
    const main = this.main.describe(this, this.workloadName, this.workloadName, ofMain, describer, chosen);
    return sidecars.length === 0 ? [main] : [main, ...sidecars.map((sidecar) => sidecar._model(describer, this.firstEndpointOf(sidecar) ?? first))];
  }

  private sidecarsInOrder(): readonly Sidecar[] {
    return [...this._sidecars].sort(byText(({ node }) => node.id));
  }

  /** Those of the main container come first. */
  private describeEndpoints(sidecars: readonly Sidecar[], describer: Describer): EndpointModel[] {
    const of = (container: string | undefined): Endpoint[] => this.endpoints.filter(({ _container }) => _container === container);
    const endpoints = sidecars.length === 0 ? this.endpoints : [...of(undefined), ...sidecars.flatMap((sidecar) => of(sidecar.node.id))];
    return endpoints.map((endpoint) => endpoint._describe(describer));
  }

  private reportTaskProperties(below: OnStack): void {
    const { schedule, retries } = this.props;
    if (this.kind === 'task') return;
    if (schedule !== undefined) reportMeaningless(this, 'the property schedule', 'only a task ends, and so can be started at times of its own', below);
    if (retries !== undefined) reportMeaningless(this, 'the property retries', 'only a task is tried again; how often anything else is started again is `restart`', below);
  }

  private firstEndpointOf(sidecar: Sidecar): string | undefined {
    return this.endpoints.find(({ _container }) => _container === sidecar.node.id)?.name;
  }
}

guard(Workload);
