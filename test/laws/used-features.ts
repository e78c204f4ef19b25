import type { Feature } from '../../lib/model/features';
import { dependenciesOf, peersOf } from './dependencies';
import { GROUP, type StackDescription, type WorkloadDescription } from './stack-description';
import { leavesOf, type Leaf } from './value-text';

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
  'workload.task': ({ kind }) => kind === 'task',
  'image.reference': ({ image }) => image.kind === 'reference',
  'image.build': ({ image }) => image.kind === 'build',
  'process.entrypoint': ({ entrypoint }) => entrypoint !== undefined,
  'process.command': ({ command }) => command !== undefined,
  'process.working-directory': ({ workingDirectory }) => workingDirectory !== undefined,
  'environment.literal': ({ environment }, _, stack) => environment.some(({ value }) => leavesOf(value, stack).every(({ kind }) => kind === 'literal')),
  'environment.endpoint': ({ environment }, _, stack) => environment.some(({ value }) => leavesOf(value, stack).some(({ kind }) => kind === 'endpoint')),
  'environment.parameter': isLeaf('parameter'),
  'environment.secret': isLeaf('secret'),
  'value.composed': (workload, _, stack) => needsVariables(workload, stack),
  'endpoint.tcp': ({ endpoints }) => endpoints.some(({ protocol }) => protocol === 'tcp'),
  'endpoint.udp': ({ endpoints }) => endpoints.some(({ protocol }) => protocol === 'udp'),
  'exposure.host-port': exposes('loopback', 'host'),
  'exposure.public': exposes('public'),
  'health.http': ({ health }) => health?.kind === 'http',
  'health.tcp': ({ health }) => health?.kind === 'tcp',
  'health.grpc': ({ health }) => health?.kind === 'grpc',
  'health.exec': ({ health }) => health?.kind === 'exec',
  'health.liveness': ({ health }) => health?.liveness === true,
  'duration.fractional': ({ health, stopGracePeriod }) =>
    [stopGracePeriod, ...(health ? [health.interval, health.timeout, health.startPeriod, health.startInterval] : [])].some((time) => time % 1000 !== 0),
  'mount.volume': mounts('volume'),
  'mount.config': mounts('config'),
  'mount.scratch': (workload, ...rest) => mounts('scratch')(workload, ...rest) || (workload.tmp && !workload.mounts.some(({ target }) => target === '/tmp')),
  'mount.shared-memory': ({ sharedMemory }) => sharedMemory !== undefined,
  'mount.source': mounts('source'),
  'replicas.several': ({ replicas }) => replicas > 1,
  'replicas.published': ({ replicas, endpoints }) => replicas > 1 && endpoints.some(({ exposure }) => exposure),
  'resources.cpu-limit': always,
  'resources.cpu-request': always,
  'resources.memory-limit': always,
  'resources.memory-request': always,
  'lifecycle.stop-grace-period': always,
  'lifecycle.stop-signal': ({ stopSignal }) => stopSignal !== undefined,
  'lifecycle.retries': ({ kind, retries }) => kind === 'task' && retries > 0,
  'security.user': always,
  'security.read-only-root': ({ readOnlyRoot }) => readOnlyRoot,
  'security.capability': ({ capabilities }) => capabilities.length > 0,
  'network.peers': always,
  'network.no-egress': ({ egress }) => !egress,
  'network.direction': (_, at, stack) => stack.workloads.some((_client, client) => peersOf(client, stack).has(at)),
  'order.reference': ({ startAfter }, at, stack) => dependenciesOf(at, stack).some((peer) => !startAfter.some(({ workload }) => workload === peer)),
  'order.explicit': ({ startAfter }) => startAfter.some(({ wait }) => !wait),
  'order.wait': ({ startAfter }) => startAfter.some(({ wait }) => wait),
};

const pathOf = ({ name, grouped }: { readonly name: string; readonly grouped: boolean }): string => (grouped ? `/${GROUP}/${name}` : `/${name}`);

const IN_STACK: Partial<Record<Feature, InStack>> = {
  'secret.optional': ({ secrets }) => secrets.filter(({ optional }) => optional).map(({ name }) => `/${name}`),
  'secret.store': ({ secretStore }) => (secretStore ? [''] : []),
  'volume.size': ({ volumes }) => volumes.map(pathOf),
  'volume.owner': ({ volumes }) => volumes.filter(({ ownedByImage }) => !ownedByImage).map(pathOf),
  'volume.storage-class': ({ volumes }) => volumes.filter(({ storageClass }) => storageClass !== undefined).map(pathOf),
  'volume.shared': ({ volumes }) => volumes.filter(({ shared }) => shared).map(pathOf),
};

/** `feature path` of everything that a description uses. */
export function usedFeatures(stack: StackDescription): Set<string> {
  const used = new Set<string>();
  for (const [feature, isUsed] of Object.entries(IN_WORKLOADS)) {
    for (const [at, workload] of stack.workloads.entries()) if (isUsed(workload, at, stack)) used.add(`${feature} ${stack.name}${pathOf(workload)}`);
  }
  for (const [feature, pathsIn] of Object.entries(IN_STACK)) for (const path of pathsIn(stack)) used.add(`${feature} ${stack.name}${path}`);
  return used;
}

/** Whether a parameter or secret stands in a longer text or a command, and no variable of its own name holds it. */
function needsVariables({ environment, entrypoint, command }: WorkloadDescription, stack: StackDescription): boolean {
  const nameOf = (leaf: Leaf): string[] =>
    leaf.kind === 'parameter' ? [stack.parameters[leaf.of].name] : leaf.kind === 'secret' ? [stack.secrets[leaf.of].name] : [];
  const texts = environment.map(({ value }) => leavesOf(value, stack)).filter((leaves) => leaves.length > 1);
  const words = [...(entrypoint ?? []), ...(command ?? [])].map((word) => leavesOf(word, stack));
  const own = new Set(environment.flatMap(({ name, value }) => {
    const leaves = leavesOf(value, stack);
    return leaves.length === 1 && nameOf(leaves[0])[0] === name ? [name] : [];
  }));
  return [...texts, ...words].flat().flatMap(nameOf).some((name) => !own.has(name));
}
