import type { ContainerModel } from './container';
import type { Expression } from './expression';
import { ALWAYS, namesIn, NEVER, some } from './feature-details';
import { octal } from './file-mode';
import { composedNames } from './references';

type MountKind = ContainerModel['mounts'][number]['kind'];
type MountOf<K extends MountKind> = Extract<ContainerModel['mounts'][number], { kind: K }>;

const NO_MOUNTS: readonly never[] = [];

/** Of each kind most containers have none. */
function mounts<K extends MountKind>(container: ContainerModel, kind: K): readonly MountOf<K>[] {
  let found: MountOf<K>[] | undefined;
  for (const mount of container.mounts) if (mount.kind === kind) (found ??= []).push(mount as MountOf<K>);
  return found ?? NO_MOUNTS;
}

/** What can be said of a container that is no word of its own: with what it is used, nothing if it is not. */
export const CONTAINER_FEATURES = {
  'image.reference': (c) => some(c.image.kind === 'reference'),
  'image.build': (c) => some(c.image.kind === 'build', c.image.reference),
  'image.chosen': (c) => (c.image.chosen ? [`${c.image.reference} (${namesIn(c.image.chosen)})`] : []),
  'container.chosen': ({ chosen }) => (chosen === undefined ? NEVER : Object.entries(chosen).map(([field, expression]) => `${field} (${namesIn(expression)})`)),
  'process.entrypoint': (c) => some(c.process.entrypoint !== undefined),
  'process.command': (c) => some(c.process.command !== undefined),
  'process.working-directory': (c) => some(c.process.workingDirectory !== undefined),
  'environment.literal': (c) => some(c.process.environment.some(({ value }) => value.kind === 'literal')),
  'environment.endpoint': (c) => some(c.process.environment.some(({ value }) => has(value, 'host', 'port'))),
  'environment.parameter': (c) => some(c.process.environment.some(({ value }) => value.kind === 'parameter')),
  'environment.secret': (c) => some(c.process.environment.some(({ value }) => value.kind === 'secret')),
  'environment.source': ({ process: { sources = [] } }) => sources.map(({ name }) => name),
  'value.composed': (c) => composedNames(c),
  'value.published-port': (c) => some(isIn(c, 'published-port')),
  'health.http': (c) => some(c.health?.check.kind === 'http'),
  'health.https': (c) => some(c.health?.check.kind === 'http' && c.health.check.scheme === 'https'),
  'health.http-headers': (c) => (c.health?.check.kind === 'http' ? (c.health.check.headers ?? []).map(({ name }) => name) : []),
  'health.tcp': (c) => some(c.health?.check.kind === 'tcp'),
  'health.grpc': (c) => some(c.health?.check.kind === 'grpc'),
  'health.exec': (c) => some(c.health?.check.kind === 'exec'),
  'health.image': (c) => some(c.imageHealth !== undefined),
  'health.liveness': (c) => some(c.health?.liveness === true || c.imageHealth?.liveness === true),
  'duration.fractional': (c) => fractionalDurations(c),
  'mount.volume': (c) => some(mounts(c, 'volume').length > 0),
  'mount.config': (c) => some(mounts(c, 'config').length > 0),
  'mount.scratch': (c) => mounts(c, 'scratch').map((mount) => mount.target),
  'mount.shared-scratch': (c) => mounts(c, 'shared-scratch').map((mount) => mount.target),
  'mount.shared-memory': (c) => some(mounts(c, 'shared-memory').length > 0),
  'mount.source': (c) => mounts(c, 'source').map((mount) => mount.target),
  'mount.certificate': (c) => some(mounts(c, 'certificate').length > 0),
  'mount.secret': (c) => some(mounts(c, 'secret').length > 0),
  'mount.secret-mode': (c) => mounts(c, 'secret').flatMap(({ target, mode }) => (mode === undefined ? [] : [`${target} has the mode ${octal(mode)}`])),
  'mount.host-path': (c) => mounts(c, 'host-path').map((mount) => `${mount.path} (${mount.reason})`),
  'mount.chosen-host-path': (c) => mounts(c, 'host-path').flatMap((mount) => (mount.chosen ? [`${mount.path} (${namesIn(mount.chosen)})`] : [])),
  // Of a directory of the checkout, what is said of the mount says it all.
  'mount.relabel': (c) => mounts(c, 'host-path').flatMap((mount) => (mount.relabel ? [mount.target] : [])),
  'mount.image': (c) => mounts(c, 'image').map(({ reference }) => reference),
  'mount.propagated': (c) => mounts(c, 'propagated').map((mount) => mount.target),
  'resources.cpu-limit': (c) => some(c.resources.cpu.limit !== undefined),
  'resources.cpu-request': () => ALWAYS,
  'resources.memory-limit': (c) => some(c.resources.memory.limit !== undefined),
  'resources.memory-request': () => ALWAYS,
  'resources.no-limit': (c) => unlimited(c),
  'lifecycle.stop-grace-period': () => ALWAYS,
  'lifecycle.stop-signal': (c) => (c.lifecycle.stopSignal === undefined ? [] : [c.lifecycle.stopSignal]),
  'security.user': (c) => some(c.security.user !== undefined),
  'security.image-user': (c) => some(c.security.user === undefined),
  'security.read-only-root': (c) => some(c.security.readOnlyRoot),
  'security.supplemental-groups': ({ security: { supplementalGroups: groups } }) => (groups ? [groups.join(', ')] : []),
  'security.capability': (c) => c.security.capabilities.map(({ name, reason }) => `the capability ${name} (${reason})`),
  'security.root': (c) => (c.security.user !== 0 || c.security.rootReason === undefined ? [] : [c.security.rootReason]),
  'security.fuse': (c) => (c.security.fuse ? [c.security.fuse.reason] : []),
} satisfies Record<string, (container: ContainerModel) => readonly string[]>;

/** The names of those features. */
export type ContainerFeature = keyof typeof CONTAINER_FEATURES;

/** Whether something stands in what the processes of a container are told. */
function isIn({ process: { environment, entrypoint, command }, health }: ContainerModel, kind: Expression['kind']): boolean {
  const isInWords = (words: readonly Expression[] | undefined): boolean => words?.some((word) => has(word, kind)) ?? false;
  return environment.some(({ value }) => has(value, kind)) || isInWords(entrypoint) || isInWords(command) || (health?.check.kind === 'exec' && isInWords(health.check.command));
}

function has(value: Expression, kind: Expression['kind'], other?: Expression['kind']): boolean {
  return value.kind === 'text' ? value.parts.some((part) => has(part, kind, other)) : value.kind === kind || value.kind === other;
}

function fractionalDurations(container: ContainerModel): string[] {
  const { health, lifecycle } = container;
  const fractional: string[] = [];
  const add = (name: string, milliseconds = 0): void => {
    if (milliseconds % 1000 !== 0) fractional.push(`${name} ${milliseconds} ms`);
  };
  add('interval', health?.interval);
  add('timeout', health?.timeout);
  add('startPeriod', health?.startPeriod);
  add('startInterval', health?.startInterval);
  add('stopGracePeriod', lifecycle.stopGracePeriod);
  return fractional;
}

function unlimited({ resources: { cpu, memory } }: ContainerModel): readonly string[] {
  if (cpu.limit !== undefined && memory.limit !== undefined) return NEVER;
  return [...(cpu.limit === undefined ? ['CPU'] : []), ...(memory.limit === undefined ? ['memory'] : [])];
}
