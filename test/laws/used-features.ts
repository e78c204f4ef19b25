import type { Feature } from '../../lib/model/features';
import { canDoWithout, dependenciesOf, peersOf } from './dependencies';
import { chosenName, chosenVersion, endpointsOf, GATEWAY, GROUP, hasOwnVolumes, membersOf, podOf, type GatewayDescription, type StackDescription, type WorkloadDescription, othersOf } from './stack-description';
import { leavesOf, type Leaf } from './value-text';
import { wordFeatures } from './words';

type InWorkload = (workload: WorkloadDescription, at: number, stack: StackDescription) => boolean;
/** Construct paths below the stack's own; the stack itself is the empty one. */
type InStack = (stack: StackDescription) => readonly string[];

const isLeaf = (kind: Leaf['kind']): InWorkload => ({ environment }, _, stack) => environment.some(({ value }) => {
  const leaves = leavesOf(value, stack);
  return leaves.length === 1 && leaves[0].kind === kind;
});

const exposes = (...kinds: readonly string[]): InWorkload => ({ endpoints }) => endpoints.some(({ exposure }) => exposure !== undefined && kinds.includes(exposure.kind));
const mounts = (kind: string): InWorkload => (workload) => workload.mounts.some((mount) => mount.kind === kind);
const always: InWorkload = () => true;

/** When a description uses a feature: said once more, without the model and its own detection. */
const IN_WORKLOADS: Partial<Record<Feature, InWorkload>> = {
  'workload.service': ({ kind }) => kind === 'service',
  'workload.stateful': ({ kind }) => kind === 'stateful',
  'workload.daemon': ({ kind }) => kind === 'daemon',
  'workload.task': ({ kind }) => kind === 'task',
  'workload.sidecar': (_, at, { workloads }) => beside(at, workloads, false),
  'workload.init-container': (_, at, { workloads }) => beside(at, workloads, true),
  'replicas.with-sidecars': ({ replicas }, at, { workloads }) => replicas > 1 && beside(at, workloads, false),
  'image.reference': ({ image }) => image.kind === 'reference',
  'image.build': ({ image }) => image.kind === 'build',
  'image.chosen': ({ image }) => chosenVersion(image) !== undefined,
  'container.chosen': ({ image, unlimited }) => chosenVersion(image) !== undefined && unlimited !== true,
  'process.entrypoint': ({ entrypoint }) => entrypoint !== undefined,
  'process.command': ({ command }) => command !== undefined,
  'process.working-directory': ({ workingDirectory }) => workingDirectory !== undefined,
  'environment.literal': ({ environment, calls }, _, stack) => environment.some(({ value }) => leavesOf(value, stack).every(({ kind }) => kind === 'literal')) || calls !== undefined,
  'environment.endpoint': ({ environment }, _, stack) => environment.some(({ value }) => leavesOf(value, stack).some(({ kind }) => kind === 'endpoint')),
  'value.published-port': ({ environment, entrypoint = [], command = [], health }, _, stack) =>
    [...environment.map(({ value }) => value), ...entrypoint, ...command, ...(health?.kind === 'exec' ? (health.command ?? []) : [])].some((value) => leavesOf(value, stack).some(({ kind }) => kind === 'published-port')),
  'environment.source': ({ sources = [] }) => sources.length > 0,
  'environment.parameter': isLeaf('parameter'),
  'environment.secret': isLeaf('secret'),
  'value.optional-renamed': ({ environment }, _, stack) => environment.some(({ name, value }) => {
    const [leaf, ...others] = leavesOf(value, stack);
    return leaf !== undefined && others.length === 0 && nameOf(leaf, stack).some((named) => named !== name && isOptional(leaf, stack));
  }),
  'value.composed': (workload, _, stack) => needsVariables(workload, stack),
  'endpoint.tcp': ({ endpoints }) => endpoints.some(({ protocol }) => protocol === 'tcp'),
  'endpoint.udp': ({ endpoints }) => endpoints.some(({ protocol }) => protocol === 'udp'),
  'exposure.host-port': exposes('loopback', 'host', 'address', 'chosen', 'free'),
  'exposure.service': exposes('balancer', 'node'),
  'exposure.other-node-port': ({ endpoints }) => endpoints.some(({ exposure }) => exposure?.kind === 'node' && (exposure.port < 30000 || exposure.port > 32767)),
  'exposure.chosen-address': exposes('chosen'),
  'exposure.public': ({ endpoints }) => endpoints.some(({ exposure }) => exposure?.kind === 'public' && exposure.isOpen !== true),
  'exposure.public-on-host': ({ endpoints }) => endpoints.some(({ exposure }) => exposure?.kind === 'public' && exposure.isOpen === true),
  'exposure.certificate': ({ endpoints }) =>
    endpoints.some(({ exposure }) => exposure?.kind === 'public' && (exposure.tlsSecret ?? exposure.clusterIssuer) !== undefined),
  'health.http': ({ health }) => health?.kind === 'http',
  'health.https': ({ health }) => health?.kind === 'http' && health.isSafe === true,
  'health.http-headers': ({ health }) => health?.kind === 'http' && health.headers !== undefined,
  'health.tcp': ({ health }) => health?.kind === 'tcp',
  'health.grpc': ({ health }) => health?.kind === 'grpc',
  'health.exec': ({ health }) => health?.kind === 'exec',
  'health.image': ({ health }) => health?.kind === 'image',
  'health.liveness': ({ health }) => health?.liveness === true,
  'duration.fractional': ({ health, stopGracePeriod }) =>
    [stopGracePeriod, ...(health && health.kind !== 'image' ? [health.interval, health.timeout, health.startPeriod, health.startInterval] : [])].some((time) => time % 1000 !== 0),
  'mount.volume': mounts('volume'),
  'mount.config': mounts('config'),
  'mount.scratch': (workload, ...rest) => mounts('scratch')(workload, ...rest) || (workload.tmp && !workload.mounts.some(({ target }) => target === '/tmp')),
  'mount.shared-scratch': mounts('shared-scratch'),
  'mount.shared-memory': ({ sharedMemory }) => sharedMemory !== undefined,
  'mount.source': mounts('source'),
  'mount.host-path': mounts('host-path'),
  'mount.image': mounts('image'),
  'mount.relabel': ({ mounts: all }) => all.some((mount) => mount.kind === 'host-path' && mount.isChosen),
  'mount.chosen-host-path': ({ mounts: all }) => all.some((mount) => mount.kind === 'host-path' && mount.isChosen),
  'mount.certificate': mounts('certificate'),
  'mount.secret': mounts('secret'),
  'mount.secret-mode': ({ mounts: all }) => all.some((mount) => mount.kind === 'secret' && mount.mode !== undefined),
  'replicas.several': ({ replicas }) => replicas > 1,
  'replicas.published': ({ replicas, endpoints }) => replicas > 1 && endpoints.some(({ exposure }) => exposure && exposure.kind !== 'free'),
  'resources.cpu-limit': ({ unlimited }) => unlimited !== true,
  'resources.no-limit': ({ unlimited }) => unlimited === true,
  'resources.cpu-request': always,
  'resources.memory-limit': ({ unlimited }) => unlimited !== true,
  'resources.memory-request': always,
  'lifecycle.stop-grace-period': always,
  'lifecycle.stop-signal': ({ stopSignal }) => stopSignal !== undefined,
  'lifecycle.retries': ({ kind, retries }) => kind === 'task' && retries > 0,
  'security.user': ({ imageUser }) => imageUser !== true,
  'security.image-user': ({ imageUser }) => imageUser === true,
  'security.read-only-root': ({ readOnlyRoot }) => readOnlyRoot,
  'security.capability': ({ capabilities }) => capabilities.length > 0,
  'security.supplemental-groups': ({ groups }) => groups.length > 0,
  'security.root': ({ rootReason }) => rootReason !== undefined,
  'security.fuse': ({ fuse }) => fuse !== undefined,
  'network.peers': always,
  'network.no-egress': ({ egress }) => !egress,
  'network.allowed-egress': ({ egress, allowedEgress }) => !egress && allowedEgress !== undefined,
  'network.stack-peer': (_, at, stack) => othersOf(at, stack).some(({ kind }) => kind === 'workload'),
  'network.outside-peer': ({ egress }, at, stack) => !egress && othersOf(at, stack).some(({ kind }) => kind === 'server'),
  'network.outside-name': ({ egress }, at, stack) => !egress && othersOf(at, stack).some((other) => other.kind === 'server' && other.cidr === undefined),
  'network.direction': (_, at, stack) => stack.workloads.some(({ inPod }, client) => !inPod && peersOf(client, stack).has(at)) || gatewayLeadsTo(at, stack),
  'order.reference': ({ startAfter }, at, stack) => dependenciesOf(at, stack).some((peer) => !startAfter.some(({ workload }) => workload === peer)),
  'order.explicit': ({ startAfter }) => startAfter.some(({ wait }) => !wait),
  'order.optional': (_, at, stack) => dependenciesOf(at, stack).some((peer) => canDoWithout(peer, at, stack)),
  'order.restart': ({ startAfter }) => startAfter.some(({ restart }) => restart),
  'workload.profiles': ({ profiles }) => profiles !== undefined,
  'order.wait': ({ startAfter }, _, { workloads }) => startAfter.some(({ wait, workload }) => wait && workloads[workload].kind !== 'task'),
  'order.wait-for-task': ({ startAfter }, _, { workloads }) => startAfter.some(({ wait, workload }) => wait && workloads[workload].kind === 'task'),
  'operations.restart': ({ operations }) => operations.restart !== undefined,
  'operations.rolling-update': ({ operations }) => operations.rollingUpdate !== undefined,
  'operations.metrics': ({ operations }) => operations.metrics !== undefined,
  'operations.autoscaling': ({ operations }) => operations.autoscaling !== undefined,
  'operations.schedule': ({ operations }) => operations.schedule !== undefined,
};

const pathOf = ({ name, grouped }: { readonly name: string; readonly grouped: boolean }): string => (grouped ? `/${GROUP}/${name}` : `/${name}`);

const releases = (workloads: readonly WorkloadDescription[], name: string): string[] =>
  [...new Set(workloads.flatMap(({ image }) => chosenVersion(image) ?? []))].map((version) => `/${chosenName(name, version)}`);

const IN_STACK: Partial<Record<Feature, InStack>> = {
  'outside.server': ({ others = [] }) => others.filter(({ kind }) => kind === 'server').map(({ name }) => `/${name}`),
  'parameter.optional': ({ parameters }) => parameters.filter((parameter) => parameter.default === undefined).map(({ name }) => `/${name}`),
  'parameter.derived': ({ workloads }) => releases(workloads, 'VERSION'),
  'parameter.required': ({ workloads }) => releases(workloads, 'RELEASE'),
  'parameter.variable': ({ workloads }) =>
    [...new Set(workloads.flatMap(({ image, memory }) => (chosenVersion(image) === undefined ? [] : [`/${chosenName('MEMORY', `${memory.limit}b`)}`])))],
  'secret.optional': ({ secrets }) => secrets.filter(({ optional }) => optional).map(({ name }) => `/${name}`),
  'secret.store': ({ secretStore }) => (secretStore ? [''] : []),
  'config.binary': ({ configFiles }) => configFiles.filter(({ isBinary }) => isBinary).map(pathOf),
  'config.mode': ({ configFiles }) => configFiles.filter(({ mode }) => mode !== undefined).map(pathOf),
  'config.private-mode': ({ configFiles }) => configFiles.filter(({ mode = 0o444 }) => mode % 8 < 4).map(pathOf),
  'volume.size': ({ volumes }) => volumes.filter(({ isExisting }) => !isExisting).map(pathOf),
  'volume.existing': ({ volumes }) => volumes.filter(({ isExisting }) => isExisting).map(pathOf),
  'volume.engine-name': ({ volumes }) => volumes.filter(({ engineName }) => engineName !== undefined).map(pathOf),
  'volume.owner': ({ volumes }) => volumes.filter(({ ownedByImage, onHost }) => !ownedByImage && onHost !== true).map(pathOf),
  'volume.relabel': ({ volumes }) => volumes.filter(({ onHost }) => onHost).map(pathOf),
  'volume.host-path': ({ volumes }) => volumes.filter(({ onHost }) => onHost).map(pathOf),
  'volume.storage-class': ({ volumes }) => volumes.filter(({ storageClass }) => storageClass !== undefined).map(pathOf),
  'replica.name': (stack) => stack.workloads.filter((_, at) => isNamedByReplica(at, stack)).map(pathOf),
  'replica.name-of-several': (stack) => stack.workloads.filter(({ replicas }, at) => replicas > 1 && isNamedByReplica(at, stack)).map(pathOf),
  'volume.per-replica': ({ volumes }) => volumes.filter(({ perReplica }) => perReplica).map(pathOf),
  'replicas.own-volumes': (stack) => stack.workloads.filter((workload, at) => workload.replicas > 1 && !workload.inPod && hasOwnVolumes(at, stack)).map(pathOf),
  'volume.shared': ({ volumes }) => volumes.filter(({ shared }) => shared).map(pathOf),
};

/** Whether a text anywhere has the name of one of its replicas in it. */
function isNamedByReplica(at: number, stack: StackDescription): boolean {
  const { workloads, configFiles } = stack;
  const values = workloads.flatMap(({ environment, entrypoint = [], command = [], health }) => [...environment.map(({ value }) => value), ...entrypoint, ...command, ...(health?.kind === 'exec' ? health.command : [])]);
  const leaves = [...values, ...configFiles.map(({ content }) => content)].flatMap((value) => leavesOf(value, stack));
  return leaves.some((leaf) => leaf.kind === 'endpoint' && leaf.replica !== undefined && podOf(endpointsOf(workloads)[leaf.of].workload, workloads) === at);
}

/** What a gateway is: nginx with its configuration and a script that starts it, published and without business outside. */
const OF_GATEWAY: readonly Feature[] = [
  'workload.service', 'workload.gateway', 'image.reference', 'process.entrypoint', 'process.command', 'endpoint.tcp', 'health.http', 'mount.config', 'mount.scratch',
  'resources.cpu-limit', 'resources.cpu-request', 'resources.memory-limit', 'resources.memory-request', 'lifecycle.stop-grace-period',
  'security.user', 'security.read-only-root', 'network.peers', 'network.no-egress', 'order.reference',
];

/** With a certificate of its own nginx is the entrance in Compose too. */
function entranceFeatures({ certificate, clusterIssuer }: GatewayDescription): Feature[] {
  if (certificate) return ['exposure.public-tls', 'mount.certificate', 'exposure.host-port'];
  return clusterIssuer === undefined ? ['exposure.public'] : ['exposure.public', 'exposure.certificate'];
}

/** `feature path` of everything that a description uses. */
export function usedFeatures(stack: StackDescription): Set<string> {
  const used = new Set<string>();
  const { gateway } = stack;
  if (gateway?.routes.some(({ stripPrefix }) => stripPrefix)) used.add(`gateway.strip-prefix ${stack.name}/${GATEWAY}`);
  if (gateway) for (const feature of [...OF_GATEWAY, ...entranceFeatures(gateway)]) used.add(`${feature} ${stack.name}/${GATEWAY}`);
  for (const [at, workload] of stack.workloads.entries()) {
    const path = `${stack.name}${containerPath(at, stack)}`;
    for (const feature of wordFeatures(workload.words)) used.add(`${feature} ${path}`);
    for (const [feature, isUsed] of Object.entries(IN_WORKLOADS)) {
      if (OF_CONTAINERS.test(feature) ? isUsed(workload, at, stack) : !workload.inPod && isUsed(withPorts(at, stack), at, stack)) used.add(`${feature} ${path}`);
    }
  }
  for (const [feature, pathsIn] of Object.entries(IN_STACK)) for (const path of pathsIn(stack)) used.add(`${feature} ${stack.name}${path}`);
  return used;
}

/** What is said of a container; the rest is said of what runs together. */
const OF_CONTAINERS = /^(?:container|image|process|environment|value|health|duration|mount|resources|security)\.|^lifecycle\.stop-/;

const beside = (at: number, workloads: readonly WorkloadDescription[], init: boolean): boolean => workloads.some(({ inPod }) => inPod?.workload === at && inPod.init === init);

/** A workload with the endpoints of all of its containers. */
function withPorts(at: number, { workloads }: StackDescription): WorkloadDescription {
  return { ...workloads[at], endpoints: membersOf(at, workloads).flatMap((member) => workloads[member].endpoints) };
}

function containerPath(at: number, { workloads }: StackDescription): string {
  const { inPod, name } = workloads[at];
  return inPod ? `${pathOf(workloads[inPod.workload])}/${name}` : pathOf(workloads[at]);
}

function gatewayLeadsTo(at: number, { gateway, workloads }: StackDescription): boolean {
  return gateway?.routes.some(({ of }) => podOf(endpointsOf(workloads)[of].workload, workloads) === at) ?? false;
}

const nameOf = (leaf: Leaf, stack: StackDescription): string[] =>
  leaf.kind === 'parameter' ? [stack.parameters[leaf.of].name] : leaf.kind === 'secret' ? [stack.secrets[leaf.of].name] : [];

/** Whether it has a value only if the operator gives one. */
function isOptional(leaf: Leaf, { parameters, secrets }: StackDescription): boolean {
  return leaf.kind === 'secret' ? secrets[leaf.of].optional : leaf.kind === 'parameter' && parameters[leaf.of].default === undefined;
}

/** Parameters and secrets that stand in a longer text or in a command. */
export function namesInTexts({ environment, entrypoint, command }: WorkloadDescription, stack: StackDescription): string[] {
  const texts = environment.map(({ value }) => leavesOf(value, stack)).filter((leaves) => leaves.length > 1);
  const words = [...(entrypoint ?? []), ...(command ?? [])].map((word) => leavesOf(word, stack));
  return [...texts, ...words].flat().flatMap((leaf) => nameOf(leaf, stack));
}

/** Whether one of them has no variable of its own name that holds it. */
function needsVariables(workload: WorkloadDescription, stack: StackDescription): boolean {
  const own = new Set(workload.environment.flatMap(({ name, value }) => {
    const leaves = leavesOf(value, stack);
    return leaves.length === 1 && nameOf(leaves[0], stack)[0] === name ? [name] : [];
  }));
  return namesInTexts(workload, stack).some((name) => !own.has(name));
}
