import { Construct } from 'constructs';
import {
  acknowledge, App, ConfigFile, ContentEncoding, Duration, EnvFrom, ExistingVolume, ExternalServer, HealthProbe, HostPath, Image, ImageMount, optionalPeer, Parameter, ProbeClient, ProbeScheme, Protocol, ReverseProxy, Route, Scratch, SelinuxRelabel, Secret, SecretStore, Sidecar, Size,
  SourceDirectory, Stack, StartCondition, StartOrderOnKubernetes, text, TlsCertificate, Volume, Workload, WorkloadKind,
  type Endpoint, type EndpointOptions, type EnvValue, type IMountable, type InitContainer, type InitContainerProps, type IValue,
} from '../../lib';
import {
  CERTIFICATE, chosenName, chosenVersion, endpointsOf, existingName, GATEWAY, GATEWAY_HOST, GROUP, HOST_ADDRESS, HOST_DIRECTORY, nameInStack, podOf, SHARED_SCRATCH, type GatewayDescription, type HealthDescription, type ImageDescription, type InPod, type MountDescription, type OwnedEndpoint,
  type StackDescription, type ValueDescription, type WorkloadDescription, NEIGHBOUR, otherVariable, type OtherDescription,
} from './stack-description';
import { runsWhenever } from './dependencies';
import { operationsOf, publishOf } from './said-of-workloads';
import { targetsOf } from './targets';
import { givenWords } from './words';

/** Something that the user's program does, and what has to be there before. */
interface Step {
  readonly needs: readonly string[];
  readonly makes?: string;
  run(): void;
}

const KINDS = { service: WorkloadKind.SERVICE, stateful: WorkloadKind.STATEFUL, daemon: WorkloadKind.DAEMON, task: WorkloadKind.TASK };
const CLIENTS: Readonly<Record<HealthDescription['client'], ProbeClient>> = {
  curl: ProbeClient.CURL, wget: ProbeClient.WGET, bash: ProbeClient.BASH, nc: ProbeClient.NC, python: ProbeClient.PYTHON,
  node: ProbeClient.NODE, grpc_health_probe: ProbeClient.GRPC_HEALTH_PROBE,
};
const size = (bytes: number): Size => Size.kibibytes(bytes / 1024);

/**
 * Builds a described stack with the public constructs. `order` gives each step a priority, around and around; among the steps
 * whose needs are met, the one with the lowest goes first. None is the order of the description.
 */
export function buildStack(description: StackDescription, order: readonly number[] = []): Stack {
  const builder = new StackBuilder(description, order.length > 0);
  const pending = builder.steps().map((step, at) => ({ step, priority: order.length === 0 ? at : order[at % order.length] }));
  pending.sort((a, b) => a.priority - b.priority);
  const made = new Set<string>();
  while (pending.length > 0) {
    const next = pending.findIndex(({ step }) => step.needs.every((need) => made.has(need)));
    if (next < 0) throw new Error('the steps of the description need each other in a circle');
    const [{ step }] = pending.splice(next, 1);
    step.run();
    if (step.makes !== undefined) made.add(step.makes);
  }
  // Text that looks like an accident has to arrive like any other, once it is said to be meant.
  if (/NaN|undefined/.test(JSON.stringify(description))) acknowledge(builder.stack, 'model/accidental-text', 'generated');
  return builder.stack;
}

class StackBuilder {
  public readonly stack: Stack;
  private readonly endpoints: readonly OwnedEndpoint[];
  private readonly parameters = new Map<number, Parameter>();
  private readonly secrets = new Map<number, Secret>();
  private readonly volumes = new Map<number, Volume>();
  private readonly existing = new Map<number, ExistingVolume>();
  private readonly configFiles = new Map<number, ConfigFile>();
  private readonly workloads = new Map<number, Workload>();
  private readonly others = new Map<number, Sidecar | InitContainer>();
  private neighbour?: Stack;
  private readonly outside = new Map<number, Endpoint>();
  private readonly opened = new Map<OwnedEndpoint, Endpoint>();

  public constructor(
    private readonly description: StackDescription,
    private readonly isReordered: boolean,
  ) {
    const { name, namespace, sourceVariable, secretStore } = description;
    this.endpoints = endpointsOf(description.workloads);
    this.stack = new Stack(new App(), name, {
      targets: targetsOf(description),
      ...(namespace !== undefined && { namespace }),
      ...(sourceVariable !== undefined && { sourceVariable }),
      ...(secretStore && { secretStore: secretStore === 'cluster' ? SecretStore.cluster('vault') : SecretStore.inNamespace('vault') }),
    });
  }

  public steps(): Step[] {
    const { parameters, secrets, volumes, configFiles, workloads, gateway, others = [] } = this.description;
    for (const { name, ...options } of this.description.choices ?? []) this.stack.addChoice(name, options);
    return [
      ...parameters.map(({ name, default: value, description }, at): Step => ({
        needs: [], makes: `parameter ${at}`, run: () => void this.parameters.set(at, new Parameter(this.stack, name, { default: value, description })),
      })),
      ...secrets.map(({ name, description, optional }, at): Step => ({
        needs: [], makes: `secret ${at}`, run: () => void this.secrets.set(at, new Secret(this.stack, name, { description, optional })),
      })),
      ...volumes.map((volume, at): Step => ({
        needs: [],
        makes: `volume ${at}`,
        run: () => {
          const { name, grouped, size: bytes, onHost = false, isExisting = false, ...props } = volume;
          if (isExisting) return void this.existing.set(at, new ExistingVolume(this.scope(grouped), name, { volumeName: existingName(volume), shared: volume.shared }));
          const hostPath = onHost ? { hostPath: `${HOST_DIRECTORY}${nameInStack(volume)}`, relabel: SelinuxRelabel.PRIVATE } : {};
          this.volumes.set(at, new Volume(this.scope(grouped), name, { ...props, ...hostPath, size: size(bytes) }));
        },
      })),
      ...configFiles.map(({ name, grouped, content, fileName, mode, isBinary }, at): Step => ({
        needs: this.needsOf([content]),
        makes: `config ${at}`,
        run: () => {
          const props = { content: this.asContent(content), ...(fileName !== undefined && { fileName }), ...(mode !== undefined && { mode }), ...(isBinary && { encoding: ContentEncoding.BASE64 }) };
          this.configFiles.set(at, new ConfigFile(this.scope(grouped), name, props));
        },
      })),
      ...others.map((other, at): Step => ({ needs: [], makes: `other ${at}`, run: () => void this.outside.set(at, this.other(other)) })),
      ...workloads.flatMap((workload, at) => this.workloadSteps(workload, at)),
      ...(gateway ? this.gatewaySteps(gateway) : []),
    ];
  }

  private workloadSteps(workload: WorkloadDescription, at: number): Step[] {
    if (workload.inPod) return this.containerSteps(workload, workload.inPod, at);
    const words = [...(workload.entrypoint ?? []), ...(workload.command ?? []), ...(workload.health?.command ?? [])];
    const self = `workload ${at}`;
    const then = (run: (made: Workload) => void, ...needs: readonly string[]): Step => ({ needs: [self, ...needs], run: () => run(this.workloads.get(at)!) });
    return [
      { needs: this.needsOf(words), makes: self, run: () => this.makeWorkload(workload, at) },
      ...workload.environment.map(({ name, value }) => then((made) => made.addEnv(name, this.value(value)), ...this.needsOf([value]))),
      ...(workload.calls ?? []).map((of) => then((made) => made.addEnv(otherVariable(of), this.outside.get(of)!.host), `other ${of}`)),
      ...workload.mounts.map((mount) => then((made) => made.addMount(mount.target, this.mountable(mount)), ...needsOfMount(mount))),
      ...workload.startAfter.map((edge) =>
        then(
          (made) => made.startAfter(this.workloads.get(edge.workload)!, {
            ...(edge.wait && { kubernetes: StartOrderOnKubernetes.WAIT }),
            ...(edge.started && { condition: StartCondition.STARTED }),
            ...(edge.restart && { restart: true }),
            required: runsWhenever(edge.workload, at, this.description),
          }),
          `workload ${edge.workload}`,
        )),
      ...workload.connectsTo.map((of) => then((made) => made.connectTo(this.endpoint(of), { required: runsWhenever(podOf(this.endpoints[of].workload, this.description.workloads), at, this.description) }), `workload ${this.endpoints[of].workload}`)),
    ];
  }

  private containerSteps(container: WorkloadDescription, { workload, init }: InPod, at: number): Step[] {
    const words = [...(container.entrypoint ?? []), ...(container.command ?? []), ...(container.health?.command ?? [])];
    // Those that run before the others do so in the order in which they were made.
    const before = this.description.workloads.findLastIndex(({ inPod }, other) => other < at && init && inPod?.init === true && inPod.workload === workload);
    const self = `workload ${at}`;
    const then = (run: (made: Sidecar | InitContainer) => void, ...needs: readonly string[]): Step => ({ needs: [self, ...needs], run: () => run(this.others.get(at)!) });
    return [
      { needs: [`workload ${workload}`, ...(before < 0 ? [] : [`workload ${before}`]), ...this.needsOf(words)], makes: self, run: () => this.makeContainer(container, this.workloads.get(workload)!, init, at) },
      ...container.environment.map(({ name, value }) => then((made) => made.addEnv(name, this.value(value)), ...this.needsOf([value]))),
      ...(container.calls ?? []).map((of) => then((made) => made.addEnv(otherVariable(of), this.outside.get(of)!.host), `other ${of}`)),
      ...container.mounts.map((mount) => then((made) => made.addMount(mount.target, this.mountable(mount)), ...needsOfMount(mount))),
    ];
  }

  private makeContainer(container: WorkloadDescription, workload: Workload, init: boolean, at: number): void {
    const { endpoints, health, stopSignal, stopGracePeriod } = container;
    const props = this.containerProps(container);
    const made = init ? workload.addInitContainer(container.name, props) : workload.addSidecar(container.name, {
      ...props,
      stopGracePeriod: Duration.millis(stopGracePeriod),
      ...(stopSignal !== undefined && { stopSignal }),
      ...(health && { health: this.probe(health, endpoints.map(({ name }) => name)) }),
    });
    if (container.fuse) made.allowFuse(container.fuse);
    this.others.set(at, made);
    if (made instanceof Sidecar) this.open(at, (name, options) => made.addEndpoint(name, options));
  }

  private gatewaySteps({ localPort, clusterIssuer, certificate, routes }: GatewayDescription): Step[] {
    let made: ReverseProxy;
    const options = {
      host: GATEWAY_HOST,
      localPort,
      ...(clusterIssuer !== undefined && { clusterIssuer }),
      ...(certificate && { certificate: TlsCertificate.ofSecret(CERTIFICATE.secret, { variable: CERTIFICATE.variable }) }),
    };
    return [
      { needs: [], makes: 'gateway', run: () => void (made = new ReverseProxy(this.stack, GATEWAY, { ...options, routes: [] })) },
      ...routes.map(({ path, of, webSocket, stripPrefix = false }): Step => ({
        needs: ['gateway', `workload ${this.endpoints[of].workload}`],
        run: () => made.addRoute(webSocket ? Route.webSocket(path, this.endpoint(of), { stripPrefix }) : Route.proxy(path, this.endpoint(of), { stripPrefix })),
      })),
    ];
  }

  private makeWorkload(workload: WorkloadDescription, at: number): void {
    const { endpoints, health, stopSignal } = workload;
    const made = new Workload(this.scope(workload.grouped), workload.name, {
      ...this.containerProps(workload),
      kind: KINDS[workload.kind],
      ...(health && { health: this.probe(health, endpoints.map(({ name }) => name)) }),
      replicas: workload.replicas,
      ...(workload.kind === 'task' && { retries: workload.retries }),
      ...operationsOf(workload),
      ...(workload.profiles && { profiles: workload.profiles }),
      egress: workload.egress || (workload.allowedEgress ?? false),
      stopGracePeriod: Duration.millis(workload.stopGracePeriod),
      ...(stopSignal !== undefined && { stopSignal }),
    });
    if (workload.fuse) made.allowFuse(workload.fuse);
    this.workloads.set(at, made);
    this.open(at, (name, options) => made.addEndpoint(name, options));
  }

  private containerProps(container: WorkloadDescription): InitContainerProps {
    const { entrypoint, command, sources = [], sharedMemory, workingDirectory, unlimited = false, imageUser = false } = container;
    return {
      image: this.image(container.image),
      envFrom: sources.map(({ kind, name, optional }) => EnvFrom[kind](name, { optional })),
      ...(entrypoint && { entrypoint: entrypoint.map((word) => this.word(word)) }),
      ...(command && { command: command.map((word) => this.word(word)) }),
      ...(workingDirectory !== undefined && { workingDirectory }),
      resources: {
        cpu: { request: container.cpu.request / 1000, limit: container.cpu.limit / 1000, unlimited },
        memory: { request: size(container.memory.request), limit: chosenVersion(container.image) === undefined ? size(container.memory.limit) : this.chosen('MEMORY', `${container.memory.limit}b`, 'MEMORY'), unlimited },
      },
      ...(sharedMemory !== undefined && { sharedMemory: size(sharedMemory) }),
      ...(imageUser ? { imageUser } : { user: { ...container.user, ...(container.rootReason !== undefined && { rootReason: container.rootReason }) } }),
      supplementalGroups: this.anyOrder([...container.groups, ...(container.words.groupNames ?? [])]),
      ...givenWords(container.words),
      tmp: container.tmp,
      readOnlyRoot: container.readOnlyRoot,
      capabilities: this.anyOrder(container.capabilities),
    };
  }

  /** The first endpoint is what a probe asks by default, so their order has a meaning. */
  private open(at: number, add: (name: string, options: EndpointOptions) => Endpoint): void {
    for (const owned of this.endpoints.filter((candidate) => candidate.workload === at)) {
      const { name, port, protocol, exposure } = owned.endpoint;
      const props = { port, protocol: protocol === 'tcp' ? Protocol.TCP : Protocol.UDP, ...(exposure && { publish: publishOf(exposure, exposure.kind === 'chosen' ? this.chosen('ADDRESS', HOST_ADDRESS) : '') }) };
      this.opened.set(owned, add(name, props));
    }
  }

  private scope(grouped: boolean): Construct {
    if (!grouped) return this.stack;
    return (this.stack.node.tryFindChild(GROUP) as Construct | undefined) ?? new Construct(this.stack, GROUP);
  }

  private image(image: ImageDescription): Image {
    if (image.kind === 'reference') {
      const version = chosenVersion(image);
      if (version === undefined) return Image.fromReference(image.reference);
      return Image.fromReference(text`${image.reference.slice(0, -version.length)}${this.release(version)}`);
    }
    const { kind: _kind, context, args, ...options } = image;
    return Image.fromBuild(context, { ...options, args: Object.fromEntries(this.anyOrder(args)) });
  }

  /** A value that the operator may choose, under a name that belongs to it. */
  private chosen(name: string, value: string, variable?: string): Parameter {
    return Parameter.shared(this.stack, chosenName(name, value), { default: value, variable, description: 'Chosen.' });
  }

  /** One whose default is another, without which nothing starts. */
  private release(version: string): Parameter {
    const release = Parameter.shared(this.stack, chosenName('RELEASE', version), { required: true, default: version, description: 'Chosen.' });
    return Parameter.shared(this.stack, chosenName('VERSION', version), { default: release, description: 'Chosen.' });
  }

  /** A list whose order means nothing. */
  private anyOrder<T>(items: readonly T[]): readonly T[] {
    return this.isReordered ? [...items].reverse() : items;
  }

  private other(other: OtherDescription): Endpoint {
    const { name, port } = other;
    if (other.kind === 'server') return new ExternalServer(this.stack, name, { host: other.host, ...(other.cidr !== undefined && { cidr: other.cidr }) }).addEndpoint('api', { port });
    return new Workload((this.neighbour ??= new Stack(this.stack.node.root as App, NEIGHBOUR, { targets: targetsOf(this.description) })), name, { image: Image.fromReference('example/neighbour:1.0.0') }).addEndpoint('api', { port });
  }

  private endpoint(of: number): Endpoint {
    return this.opened.get(this.endpoints[of])!;
  }

  private value(value: ValueDescription): EnvValue {
    switch (value.kind) {
      case 'literal':
        return value.text;
      case 'plain':
        return value.value;
      case 'parameter':
        return this.parameters.get(value.of)!;
      case 'secret':
        return this.secrets.get(value.of)!;
      case 'endpoint':
        return this.reference(value.of, (value.replica === undefined || value.part === 'publishedPort' ? this.endpoint(value.of) : this.endpoint(value.of).ofReplica(value.replica))[value.part as 'host']);
      case 'url': {
        const { scheme, user, password, path } = value;
        return this.reference(value.of, this.endpoint(value.of).url({
          ...(scheme !== undefined && { scheme }),
          ...(user !== undefined && { user }),
          ...(password && { password: this.value(password) }),
          ...(path && { path: this.value(path) }),
        }));
      }
      case 'text':
        return this.joined(value.parts);
    }
  }

  /** Whoever refers to what may be left out can do without. */
  private reference(of: number, value: IValue): IValue {
    const { workloads } = this.description;
    return workloads[podOf(this.endpoints[of].workload, workloads)].profiles ? optionalPeer(value) : value;
  }

  private joined(parts: readonly ValueDescription[]): IValue {
    return text(templateOf(parts.length), ...parts.map((part) => this.value(part)));
  }

  /** Words and contents are text or values; numbers and booleans are for the environment. */
  private word(value: ValueDescription): string | IValue {
    const made = this.value(value);
    return typeof made === 'number' || typeof made === 'boolean' ? String(made) : made;
  }

  private asContent(value: ValueDescription): string | IValue {
    return this.word(value);
  }

  private mountable(mount: MountDescription): IMountable {
    switch (mount.kind) {
      case 'volume':
        return this.volume(mount.of, mount.readOnly);
      case 'config':
        return this.configFiles.get(mount.of)!;
      case 'scratch':
        return mount.size === undefined ? Scratch.ofAnySize() : Scratch.ofSize(size(mount.size));
      case 'shared-scratch':
        return Scratch.shared(SHARED_SCRATCH.name, size(SHARED_SCRATCH.size));
      case 'secret':
        return this.secrets.get(mount.of)!.asFile(mount.mode === undefined ? {} : { mode: mount.mode });
      case 'certificate':
        return TlsCertificate.ofSecret(CERTIFICATE.secret, { variable: CERTIFICATE.variable });
      case 'image':
        return ImageMount.fromReference(mount.reference, mount.subPath === undefined ? {} : { subPath: mount.subPath });
      case 'host-path':
        return HostPath.directory(mount.isChosen ? this.chosen('HOST_PATH', mount.path) : mount.path, { reason: mount.reason, readOnly: mount.readOnly, ...(mount.isChosen && { relabel: SelinuxRelabel.SHARED }) });
      case 'source':
        return SourceDirectory.at(mount.path, { keep: this.anyOrder(mount.keep), readOnly: mount.readOnly });
    }
  }

  private volume(of: number, readOnly: boolean): IMountable {
    const volume = this.volumes.get(of) ?? this.existing.get(of)!;
    return readOnly ? volume.readOnly() : volume;
  }

  private probe(health: HealthDescription, endpoints: readonly string[]): HealthProbe {
    const { kind, client, path, command, service, retries, liveness, endpoint } = health;
    const timing = {
      interval: Duration.millis(health.interval),
      timeout: Duration.millis(health.timeout),
      startPeriod: Duration.millis(health.startPeriod),
      startInterval: Duration.millis(health.startInterval),
      retries,
      liveness,
    };
    const network = { ...timing, client: CLIENTS[client], ...(endpoint !== undefined && { endpoint: endpoints[endpoint] }) };
    switch (kind) {
      case 'http':
        return HealthProbe.fromHttpGet(path, { ...network, headers: health.headers, ...(health.isSafe && { scheme: ProbeScheme.HTTPS }) });
      case 'tcp':
        return HealthProbe.fromTcpSocket(network);
      case 'grpc':
        return HealthProbe.fromGrpc({ ...network, ...(service !== undefined && { service }) });
      case 'image':
        return HealthProbe.fromImage(timing);
      case 'exec':
        return HealthProbe.fromCommand(command.map((each) => this.word(each)), timing);
    }
  }

  private needsOf(values: readonly ValueDescription[]): string[] {
    return values.flatMap((value): string[] => {
      switch (value.kind) {
        case 'literal':
        case 'plain':
          return [];
        case 'parameter':
        case 'secret':
          return [`${value.kind} ${value.of}`];
        case 'endpoint':
          return [`workload ${this.endpoints[value.of].workload}`];
        case 'url':
          return [`workload ${this.endpoints[value.of].workload}`, ...this.needsOf([value.password, value.path].filter((part) => part !== undefined))];
        case 'text':
          return this.needsOf(value.parts);
      }
    });
  }
}

function needsOfMount(mount: MountDescription): string[] {
  return mount.kind === 'volume' || mount.kind === 'config' || mount.kind === 'secret' ? [`${mount.kind} ${mount.of}`] : [];
}

/** What a tagged template with so many values and no text between them hands to its tag. */
function templateOf(values: number): TemplateStringsArray {
  const strings = new Array<string>(values + 1).fill('');
  return Object.assign(strings, { raw: strings });
}
