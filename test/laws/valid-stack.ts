import { peersOf } from './dependencies';
import {
  endpointsOf, membersOf, nameInStack, podOf, type EndpointDescription, type GatewayDescription, type HealthDescription, type MountDescription,
  type OperationsDescription, type OwnedEndpoint, type StackDescription,
  type ValueDescription, type WorkloadDescription,
} from './stack-description';
import { containerWords, settleHostNetwork, settleWords } from './words';

const MIB = 1024 ** 2;
const TMP_BYTES = 64 * MIB;
/** What the engine and the kubelet need at least. */
const SMALLEST_LIMIT = 8 * MIB;
const SMALLEST_REQUEST = 4 * MIB;

/** Who shares a volume has to be one user: Compose can hand it over to one only. */
const SHARED_USER = { uid: 2000, gid: 2000 };

const ROOT = { uid: 0, gid: 0 };

const CONTAINERS = ['proxy', 'log-2', 'seed'];

const SECRET_NAMES = new Set(['DB_PASSWORD', 'API_KEY']);

/**
 * The nearest stack that no check has anything against: references are wrapped around to what there is, what is claimed twice goes
 * to the first, what is not possible is left out. Small steps of the input stay small steps of the result, so shrinking works.
 */
export function validStack(raw: StackDescription): StackDescription {
  const volumes = firstOf(raw.volumes, nameInStack).map(({ perReplica, ...volume }) => ({ ...volume, ...(perReplica && !volume.shared && volume.isExisting !== true && { perReplica }) }));
  // Two constructs of one scope cannot have one id, whatever they are.
  const ids = new Set(volumes.map(({ grouped, name }) => `${grouped} ${name}`));
  const configFiles = firstOf(raw.configFiles, nameInStack).filter(({ grouped, name }) => !ids.has(`${grouped} ${name}`));
  // An old cluster has no content of images.
  const isOld = raw.cluster?.version === '1.28';
  const mounting = raw.workloads.map((workload) => ({ ...workload, mounts: workload.mounts.filter(({ kind }) => !isOld || kind !== 'image') }));
  const calling = mounting.map(({ calls, ...workload }) => ({ ...workload, ...(calls && raw.others && { calls: [...new Set(calls.map((of) => of % raw.others!.length))].sort() }) }));
  const withVolumes = settleVolumes(settlePods(calling), volumes, configFiles.length, raw.secrets.length);
  const { gateway, ...rest } = raw;
  const workloads = settleExposures(settleEndpoints(withVolumes), raw.cluster?.gateway?.className !== undefined, gateway ? [`${gateway.localPort}/tcp`, '443/tcp', '80/tcp'] : []);
  const counts = { parameters: raw.parameters.length, secrets: raw.secrets.length };
  const endpoints = endpointsOf(workloads);
  const files = configFiles.map((file) => ({ ...file, content: file.isBinary ? BYTES : settleValue(file.content, { parameters: 0, secrets: 0, endpoints, inFile: true }) }));
  const names = new Set<string>();
  const settled = workloads.map((workload, at) => ({ ...settleWorkload(workload, at, workloads, counts), words: settleWords(workload, workloads[podOf(at, workloads)], names) }));
  const described = { ...rest, volumes, configFiles: files, workloads: settled };
  const hosted = settled.map((workload, at) => {
    if (!workload.words.hostNetwork) return workload;
    const isAlone = workload.endpoints.length === 0 && membersOf(at, settled).length === 1 && peersOf(at, described).size === 0 && workload.calls === undefined;
    return { ...workload, words: settleHostNetwork(workload, isAlone) };
  });
  const needed = composed(hosted);
  const settledGateway = gateway && settleGateway(gateway, workloads, raw);
  return {
    ...rest,
    ...(settledGateway && { gateway: settledGateway }),
    // A directory of the host is in the Compose file where it is mounted, and nowhere else.
    volumes: settleNames(volumes, (at) => settled.some(({ mounts }) => mounts.some((mount) => mount.kind === 'volume' && mount.of === at))),
    configFiles: files,
    workloads: hosted,
    // Kubernetes leaves `$(NAME)` as it stands when what it names has no value, so inside a text each of them has one.
    parameters: raw.parameters.map((parameter, at) =>
      (parameter.default === undefined && parameter.override === undefined && needed.has(`parameter ${at}`) ? { ...parameter, override: 'given' } : parameter)),
    secrets: raw.secrets.map((secret, at) => {
      // What is a file has to be there.
      const optional = secret.optional && !settled.some(({ mounts }) => mounts.some((mount) => mount.kind === 'secret' && mount.of === at));
      return { ...secret, optional, ...(secret.value === undefined && (!optional || needed.has(`secret ${at}`)) && { value: 'given' }) };
    }),
  };
}

/** One that is there already is nobody else's business; any other has a name in the engine, or a directory of the host, or neither. */
function settleNames(volumes: StackDescription['volumes'], isMounted: (at: number) => boolean): StackDescription['volumes'] {
  const names = new Set<string>();
  return volumes.map(({ storageClass, engineName, onHost, perReplica, isExisting = false, ...volume }, at) => {
    if (isExisting) return { ...volume, isExisting, ownedByImage: true };
    const isOnHost = onHost === true && isMounted(at);
    const isFree = engineName !== undefined && !isOnHost && !names.has(engineName);
    if (isFree) names.add(engineName);
    return { ...volume, ...(perReplica && isMounted(at) && { perReplica }), ...(storageClass !== undefined && { storageClass }), ...(isFree && { engineName }), onHost: isOnHost };
  });
}

interface Counts {
  readonly parameters: number;
  readonly secrets: number;
  /** Those that exist where the value is made. */
  readonly endpoints: readonly OwnedEndpoint[];
  /** A file is known at synthesis, so it knows nothing of what the operator can move. */
  readonly inFile?: boolean;
}

/** What is no text, in base64. */
const BYTES: ValueDescription = { kind: 'literal', text: '//4=' };

const NOTHING: ValueDescription = { kind: 'literal', text: '' };

function settleValue(value: ValueDescription, counts: Counts): ValueDescription {
  switch (value.kind) {
    case 'literal':
    case 'plain':
      return value;
    case 'parameter':
      return counts.parameters === 0 ? NOTHING : { ...value, of: value.of % counts.parameters };
    case 'secret':
      return counts.secrets === 0 ? NOTHING : { ...value, of: value.of % counts.secrets };
    case 'endpoint':
      return counts.endpoints.length === 0 ? NOTHING : settleEndpointValue(value, counts);
    case 'text':
      return { kind: 'text', parts: value.parts.map((part) => settleValue(part, counts)) };
    case 'url': {
      if (counts.endpoints.length === 0) return NOTHING;
      const { password, path, ...rest } = value;
      const known = password && settleValue(password, counts);
      return {
        ...rest,
        of: value.of % counts.endpoints.length,
        // A password in plain text is refused.
        ...(known && known.kind !== 'literal' && { password: known }),
        ...(path && { path: path.kind === 'literal' ? { ...path, text: `/${path.text}` } : settleValue(path, counts) }),
      };
    }
  }
}

/** Kubernetes has the port that Compose publishes unless the operator moves it, so one that is moved in these stacks is left out. */
function settleEndpointValue(value: Extract<ValueDescription, { kind: 'endpoint' }>, { endpoints, inFile }: Counts): ValueDescription {
  const { replica, ...rest } = value;
  const of = value.of % endpoints.length;
  // Only replicas of a stateful workload have names, as many as there are.
  const { replicas = 0 } = endpoints[of];
  if (value.part !== 'publishedPort') return { ...rest, of, ...(replica !== undefined && replicas > 0 && value.part !== 'port' && { replica: replica % replicas }) };
  const published = endpoints.flatMap(({ endpoint: { exposure } }, at) => (exposure && exposure.kind !== 'free' && exposure.variable === undefined ? [at] : []));
  if (published.length === 0 || inFile === true) return { ...rest, of, part: 'port' };
  return { ...rest, of: published[value.of % published.length] };
}

/** Containers of a pod that is described before: there they take from the workload what is the pod's. */
function settlePods(workloads: readonly WorkloadDescription[]): WorkloadDescription[] {
  const settled: WorkloadDescription[] = [];
  const owners: number[] = [];
  const counts = new Map<number, number>();
  for (const [at, { inPod, ...workload }] of workloads.entries()) {
    if (!inPod || owners.length === 0) {
      owners.push(at);
      settled.push(workload);
      continue;
    }
    const owner = owners[inPod.workload % owners.length];
    const { kind, grouped, retries, egress, allowedEgress } = settled[owner];
    const count = counts.get(owner) ?? 0;
    counts.set(owner, count + 1);
    // A task is complete only when all containers beside each other have ended.
    const init = inPod.init || kind === 'task';
    const { health, stopSignal, ...rest } = workload;
    settled.push({
      ...rest,
      inPod: { workload: owner, init },
      name: CONTAINERS[count % CONTAINERS.length] + (count < CONTAINERS.length ? '' : `-${count}`),
      kind, grouped, retries, egress, allowedEgress,
      operations: {},
      words: containerWords(workload.words),
      startAfter: [],
      connectsTo: [],
      ...(init ? { endpoints: [], stopGracePeriod: 30_000 } : { ...(health && { health }), ...(stopSignal !== undefined && { stopSignal }) }),
    });
  }
  return settled;
}

function settleVolumes(workloads: readonly WorkloadDescription[], volumes: StackDescription['volumes'], configFiles: number, secrets: number): WorkloadDescription[] {
  const writers = new Map<number, number>();
  const withMounts = workloads.map((workload, at): WorkloadDescription => {
    const pod = podOf(at, workloads);
    const mounts = workload.mounts.flatMap((mount): MountDescription[] => {
      if (mount.target === '/dev/shm' && workload.sharedMemory !== undefined) return [];
      if (mount.kind === 'source') return [{ ...mount, keep: mount.keep.map((directory) => `${mount.target}/${directory}`) }];
      if (mount.kind === 'config') return configFiles === 0 ? [] : [{ ...mount, of: mount.of % configFiles }];
      if (mount.kind === 'secret') return secrets === 0 ? [] : [{ ...mount, of: mount.of % secrets }];
      if (mount.kind === 'shared-scratch') return workload.mounts.find(({ kind }) => kind === 'shared-scratch') === mount ? [mount] : [];
      if (mount.kind !== 'volume') return [mount];
      if (volumes.length === 0) return [];
      const of = mount.of % volumes.length;
      // Replicas that cannot be told apart have nothing of their own.
      if (volumes[of].perReplica && workloads[pod].kind !== 'stateful') return [];
      if (!writers.has(of)) writers.set(of, pod);
      return volumes[of].shared || writers.get(of) === pod ? [{ ...mount, of }] : [];
    });
    return { ...workload, mounts };
  });
  return withMounts.map((workload, at) => {
    const pod = podOf(at, workloads);
    const mounted = membersOf(pod, workloads).flatMap((member) => withMounts[member].mounts).flatMap((mount) => (mount.kind === 'volume' ? [volumes[mount.of]] : []));
    const { rootReason: said, fuse, imageUser, ...rest } = workload;
    const isShared = mounted.some(({ shared }) => shared);
    // Whoever writes to the volumes of one pod is one user.
    const rootReason = mounted.length > 0 ? withMounts[pod].rootReason : said;
    const isRoot = rootReason !== undefined && !isShared;
    const hasSingleWriter = mounted.some(({ shared, perReplica }) => !shared && !perReplica);
    // Each machine has a writer of its own.
    const kind = workload.kind === 'daemon' && hasSingleWriter ? 'stateful' : workload.kind;
    const replicas = kind === 'task' || kind === 'daemon' ? 1 : hasSingleWriter ? Math.min(withMounts[pod].replicas, 1) : withMounts[pod].replicas;
    return {
      ...rest,
      kind,
      replicas,
      user: isShared ? SHARED_USER : isRoot ? ROOT : mounted.length > 0 ? withMounts[pod].user : workload.user,
      ...(isRoot && { rootReason, ...(fuse && { fuse }) }),
      ...(!isRoot && mounted.length === 0 && imageUser === true && { imageUser }),
      operations: settleOperations({ ...workload, kind, replicas }, hasSingleWriter),
    };
  });
}

function settleOperations({ operations, kind, replicas }: WorkloadDescription, hasSingleWriter: boolean): OperationsDescription {
  const { restart, rollingUpdate, autoscaling, schedule, ...rest } = operations;
  const canRoll = kind === 'service' && !hasSingleWriter;
  return {
    ...rest,
    ...(restart && kind !== 'task' && { restart }),
    ...(rollingUpdate && canRoll && { rollingUpdate: rollingUpdate.maxSurge + rollingUpdate.maxUnavailable === 0 ? { ...rollingUpdate, maxSurge: 1 } : rollingUpdate }),
    ...(autoscaling && canRoll && replicas > 0 && { autoscaling: { ...autoscaling, maxReplicas: Math.max(replicas, autoscaling.maxReplicas) } }),
    ...(schedule !== undefined && kind === 'task' && { schedule }),
  };
}

/** What runs at times of its own answers nobody; names and ports are told apart in a whole pod. */
function settleEndpoints(workloads: readonly WorkloadDescription[]): WorkloadDescription[] {
  const taken = new Set<string>();
  return workloads.map((workload, at) => {
    const pod = podOf(at, workloads);
    const endpoints = (workload.operations.schedule === undefined ? workload.endpoints : []).filter(({ name, port, protocol }) => {
      const claims = [`${pod} ${name}`, `${pod} ${port}/${protocol}`];
      if (claims.some((claim) => taken.has(claim))) return false;
      for (const claim of claims) taken.add(claim);
      return true;
    });
    const { metrics, ...operations } = workload.operations;
    const asked = endpoints.flatMap(({ protocol }, index) => (protocol === 'tcp' ? [index] : []));
    return { ...workload, endpoints, operations: { ...operations, ...(metrics && asked.length > 0 && { metrics: { ...metrics, endpoint: asked[metrics.endpoint % asked.length] } }) } };
  });
}

/** A proxy speaks HTTP, and without a route it would be an Ingress without a path. */
function settleGateway({ clusterIssuer, ...gateway }: GatewayDescription, workloads: readonly WorkloadDescription[], { cluster }: StackDescription): GatewayDescription | undefined {
  const reachable = endpointsOf(workloads).flatMap(({ endpoint }, of) => (endpoint.protocol === 'tcp' ? [of] : []));
  if (reachable.length === 0) return undefined;
  // An Ingress changes no paths.
  const routes = gateway.routes.map(({ stripPrefix, ...route }) => ({ ...route, ...(stripPrefix && cluster?.gateway && route.path !== '/' && { stripPrefix }), of: reachable[route.of % reachable.length] }));
  return { ...gateway, ...(clusterIssuer !== undefined && cluster?.gateway?.className === undefined && { clusterIssuer }), routes };
}

/** Host ports, their variables and public addresses are for one endpoint each. */
function settleExposures(workloads: readonly WorkloadDescription[], hasOwnGateway: boolean, claimed: readonly string[]): WorkloadDescription[] {
  const taken = new Set(claimed);
  return workloads.map((workload) => {
    const endpoints = workload.endpoints.map(({ exposure, ...endpoint }): EndpointDescription => {
      if (!exposure) return endpoint;
      // HTTP is not spoken over UDP.
      const kind = exposure.kind === 'public' && endpoint.protocol === 'udp' ? 'loopback' : exposure.kind;
      const claims = [
        `${exposure.port}/${endpoint.protocol}`,
        ...(exposure.variable === undefined ? [] : [exposure.variable]),
        ...(kind === 'public' ? [exposure.host + exposure.path] : []),
      ];
      if (claims.some((claim) => taken.has(claim))) return endpoint;
      for (const claim of claims) taken.add(claim);
      // Without TLS there is nothing that a certificate would be for.
      const { tlsSecret, clusterIssuer, variable, ...rest } = exposure;
      // A Gateway that is made has the certificates of all of its hosts from nobody.
      const certificate = exposure.tls && !(hasOwnGateway && exposure.ingressClass === undefined) ? { ...(tlsSecret !== undefined && { tlsSecret }), ...(clusterIssuer !== undefined && { clusterIssuer }) } : {};
      return { ...endpoint, exposure: { ...rest, ...(variable !== undefined && kind !== 'free' && { variable }), ...certificate, kind } };
    });
    return { ...workload, endpoints };
  });
}

function settleWorkload(workload: WorkloadDescription, at: number, all: readonly WorkloadDescription[], named: Omit<Counts, 'endpoints'>): WorkloadDescription {
  const everywhere: Counts = { ...named, endpoints: endpointsOf(all) };
  // Commands are given to the constructor, so they can only refer to what was made before.
  const earlier: Counts = { ...named, endpoints: endpointsOf(all.slice(0, at)) };
  const { entrypoint, command, health, ...rest } = workload;
  const inMemory = memoryBacked(workload);
  const limit = Math.max(SMALLEST_LIMIT, inMemory + workload.memory.limit);
  const settledHealth = health && settleHealth(health, workload.endpoints, earlier);
  return {
    ...rest,
    // `args: []` is the same as none to Kubernetes: a command can only be cleared along with the entry point.
    ...(entrypoint && { entrypoint: entrypoint.map((word) => settleValue(word, earlier)) }),
    ...(command && (command.length > 0 || entrypoint) && { command: command.map((word) => settleValue(word, earlier)) }),
    environment: workload.environment.flatMap(({ name, value }) => {
      const settled = settleValue(value, everywhere);
      const isPlain = settled.kind !== 'parameter' && settled.kind !== 'secret';
      return SECRET_NAMES.has(name) && isPlain ? [] : [{ name, value: settled }];
    }),
    ...(settledHealth && { health: settledHealth }),
    cpu: { request: Math.min(workload.cpu.request, workload.cpu.limit), limit: workload.cpu.limit },
    memory: { request: Math.min(limit, Math.max(SMALLEST_REQUEST, workload.memory.request)), limit },
    startAfter: at === 0 || workload.inPod ? [] : firstOf(workload.startAfter.map((edge) => ({ ...edge, workload: podOf(edge.workload % at, all) })), (edge) => String(edge.workload))
      // What runs at times of its own is never completed for good.
      .filter((edge) => all[edge.workload].operations.schedule === undefined)
      // The Job of a task says when it is completed, and nothing before.
      .map((edge) => ({ ...edge, started: edge.started === true && !(edge.wait && all[edge.workload].kind === 'task') }))
      .map((edge) => ({ ...edge, wait: edge.wait && membersOf(edge.workload, all).some((member) => canBeWaitedFor(all[member])) })),
    connectsTo: everywhere.endpoints.length === 0 || workload.inPod ? [] : workload.connectsTo.map((of) => of % everywhere.endpoints.length),
  };
}

function memoryBacked({ mounts, sharedMemory, tmp }: WorkloadDescription): number {
  const scratch = mounts.reduce((sum, mount) => sum + (mount.kind === 'scratch' ? mount.size ?? 0 : 0), 0);
  const ownTmp = tmp && !mounts.some(({ target }) => target === '/tmp');
  return scratch + (sharedMemory ?? 0) + (ownTmp ? TMP_BYTES : 0);
}

const canBeWaitedFor = ({ kind, endpoints }: WorkloadDescription): boolean =>
  kind === 'task' || endpoints.some(({ protocol }) => protocol === 'tcp');

const CLIENTS = {
  http: ['curl', 'wget', 'bash', 'python', 'node'],
  tcp: ['bash', 'nc', 'python', 'node'],
  grpc: ['grpc_health_probe'],
} as const;

/** Bash cannot speak TLS. */
const OVER_TLS = ['curl', 'wget', 'python', 'node'] as const;

function settleHealth(health: HealthDescription, endpoints: readonly EndpointDescription[], counts: Counts): HealthDescription {
  const { endpoint, kind, ...rest } = health;
  const asked = endpoints.flatMap(({ protocol }, at) => (protocol === 'tcp' ? [at] : []));
  // Kubernetes knows no parameters and secrets in probes.
  const command = health.command.map((word) => settleValue(word, { parameters: 0, secrets: 0, endpoints: counts.endpoints }));
  if (kind === 'image') return { ...rest, kind, command: [] };
  if (kind === 'exec' || asked.length === 0) return { ...rest, kind: 'exec', command };
  const clients: readonly HealthDescription['client'][] = kind === 'http' && health.isSafe ? OVER_TLS : CLIENTS[kind];
  const at = asked[(endpoint ?? 0) % asked.length];
  return {
    ...rest,
    kind,
    command,
    client: clients.includes(health.client) ? health.client : clients[health.retries % clients.length],
    ...(endpoint === undefined && at === 0 ? {} : { endpoint: at }),
  };
}

/** Secrets that stand in a longer text or in a command. */
function composed(workloads: readonly WorkloadDescription[]): Set<string> {
  const found = new Set<string>();
  const visit = (value: ValueDescription): void => {
    if (value.kind === 'secret' || value.kind === 'parameter') found.add(`${value.kind} ${value.of}`);
    if (value.kind === 'text') value.parts.forEach(visit);
    if (value.kind === 'url') [value.password, value.path].forEach((part) => part && visit(part));
  };
  for (const { environment, entrypoint, command } of workloads) {
    for (const { value } of environment) if (value.kind !== 'secret' && value.kind !== 'parameter') visit(value);
    for (const word of [...(entrypoint ?? []), ...(command ?? [])]) visit(word);
  }
  return found;
}

/** The items with each key once, the first of them. */
function firstOf<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const isNew = !seen.has(key(item));
    seen.add(key(item));
    return isNew;
  });
}
