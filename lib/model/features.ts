import { visitLeaves, type Expression } from './expression';
import { grouped } from './graph';
import type { StackModel } from './stack';
import type { WorkloadModel } from './workload';

/** Where a stack uses a feature, and with what. */
export interface FeatureUse {
  readonly feature: Feature;
  readonly path: string;
  readonly detail: string;
}

type FindInWorkload = (workload: WorkloadModel) => readonly string[];

const some = (condition: boolean, detail = ''): readonly string[] => (condition ? [detail] : []);
const exposures = (workload: WorkloadModel) => workload.endpoints.flatMap((endpoint) => endpoint.exposure ?? []);
const mounts = <K extends WorkloadModel['mounts'][number]['kind']>(workload: WorkloadModel, kind: K) =>
  workload.mounts.filter((mount): mount is Extract<WorkloadModel['mounts'][number], { kind: K }> => mount.kind === kind);

/** A proxy that has the certificate itself. */
const servesTls = (workload: WorkloadModel): boolean => workload.gateway !== undefined && mounts(workload, 'certificate').length > 0;

/**
 * Everything that a stack can say, feature by feature. Each target decides every one of them (`support.ts of the target`
 * does not compile otherwise), so nothing a user writes can get lost without a word.
 */
const WORKLOAD_FEATURES = {
  'workload.service': (w) => some(w.kind === 'service'),
  'workload.stateful': (w) => some(w.kind === 'stateful'),
  'workload.task': (w) => some(w.kind === 'task'),
  'workload.gateway': (w) => some(w.gateway !== undefined),
  'workload.sidecar': (w) => (w.sidecarOf === undefined ? [] : [lastSegment(w.sidecarOf)]),
  'image.reference': (w) => some(w.image.kind === 'reference'),
  'image.build': (w) => some(w.image.kind === 'build', w.image.reference),
  'process.entrypoint': (w) => some(w.process.entrypoint !== undefined),
  'process.command': (w) => some(w.process.command !== undefined),
  'process.working-directory': (w) => some(w.process.workingDirectory !== undefined),
  'environment.literal': (w) => some(w.process.environment.some(({ value }) => value.kind === 'literal')),
  'environment.endpoint': (w) => some(w.process.environment.some(({ value }) => has(value, 'host', 'port'))),
  'environment.published-port': (w) => some(w.process.environment.some(({ value }) => has(value, 'published-port'))),
  'environment.parameter': (w) => some(w.process.environment.some(({ value }) => value.kind === 'parameter')),
  'environment.secret': (w) => some(w.process.environment.some(({ value }) => value.kind === 'secret')),
  'value.composed': (w) => composedNames(w),
  'endpoint.tcp': (w) => some(w.endpoints.some((endpoint) => endpoint.protocol === 'tcp')),
  'endpoint.udp': (w) => some(w.endpoints.some((endpoint) => endpoint.protocol === 'udp')),
  'exposure.host-port': (w) => exposures(w).flatMap((e) => (e.kind === 'host-port' ? [`port ${e.port.default}`] : [])),
  'exposure.public': (w) => exposures(w).flatMap((e) => (e.kind === 'public' && !servesTls(w) ? [`${e.tls ? 'https' : 'http'}://${e.host}${e.path}`] : [])),
  'exposure.public-tls': (w) => some(exposures(w).some((e) => e.kind === 'public') && servesTls(w)),
  'exposure.certificate': (w) =>
    exposures(w).flatMap((e) => (e.kind === 'public' && e.certificate && !servesTls(w) ? [`the certificate of ${e.certificate.issuer ?? e.certificate.secret}`] : [])),
  'health.http': (w) => some(w.health?.check.kind === 'http'),
  'health.tcp': (w) => some(w.health?.check.kind === 'tcp'),
  'health.grpc': (w) => some(w.health?.check.kind === 'grpc'),
  'health.exec': (w) => some(w.health?.check.kind === 'exec'),
  'health.liveness': (w) => some(w.health?.liveness === true),
  'duration.fractional': (w) => fractionalDurations(w),
  'mount.volume': (w) => some(mounts(w, 'volume').length > 0),
  'mount.config': (w) => some(mounts(w, 'config').length > 0),
  'mount.scratch': (w) => mounts(w, 'scratch').map((mount) => mount.target),
  'mount.shared-memory': (w) => some(mounts(w, 'shared-memory').length > 0),
  'mount.source': (w) => mounts(w, 'source').map((mount) => mount.target),
  'mount.certificate': (w) => some(mounts(w, 'certificate').length > 0),
  'mount.propagated': (w) => mounts(w, 'propagated').map((mount) => mount.target),
  'replicas.several': (w) => some(w.replicas > 1, `${w.replicas} replicas`),
  'replicas.published': (w) => some(w.replicas > 1 && exposures(w).length > 0, `${w.replicas}`),
  'resources.cpu-limit': () => [''],
  'resources.cpu-request': () => [''],
  'resources.memory-limit': () => [''],
  'resources.memory-request': () => [''],
  'lifecycle.stop-grace-period': () => [''],
  'lifecycle.stop-signal': (w) => (w.lifecycle.stopSignal === undefined ? [] : [w.lifecycle.stopSignal]),
  'lifecycle.retries': (w) => some(w.lifecycle.retries > 0),
  'security.user': () => [''],
  'security.read-only-root': (w) => some(w.security.readOnlyRoot),
  'security.supplemental-groups': ({ security: { supplementalGroups: groups } }) => (groups ? [groups.join(', ')] : []),
  'security.capability': (w) => w.security.capabilities.map(({ name, reason }) => `the capability ${name} (${reason})`),
  'security.root': (w) => (w.security.user !== 0 || w.security.rootReason === undefined ? [] : [w.security.rootReason]),
  'security.fuse': (w) => (w.security.fuse ? [w.security.fuse.reason] : []),
  'network.peers': () => [''],
  'network.no-egress': (w) => some(!w.egress),
  'order.reference': (w) => namesOf(w.startAfter.filter((edge) => edge.implied)),
  'order.explicit': (w) => namesOf(w.startAfter.filter((edge) => !edge.implied && edge.kubernetes === 'retry')),
  'order.wait': (w) => namesOf(w.startAfter.filter((edge) => edge.kubernetes === 'wait' && edge.condition !== 'completed')),
  'order.wait-for-task': (w) => namesOf(w.startAfter.filter((edge) => edge.kubernetes === 'wait' && edge.condition === 'completed')),
  'operations.open-files': ({ operations: { openFiles } }) => some(openFiles !== undefined, `${openFiles} open files`),
  'operations.init': (w) => some(w.operations.init === true),
  'operations.restart': ({ operations: { restart } }) => (restart ? [`${restart.attempts} attempts, ${restart.delay / 1000} s apart`] : []),
  'operations.rolling-update': ({ operations: { rollingUpdate: r } }) => (r ? [`at most ${r.maxSurge} more and ${r.maxUnavailable} fewer`] : []),
  'operations.log-rotation': ({ operations: { logRotation: r } }) => (r ? [`${r.files} files of ${Math.round(r.maxSize / 1024 ** 2)} MiB`] : []),
  'operations.metrics': ({ operations: { metrics } }) => (metrics ? [metrics.path] : []),
  'operations.autoscaling': (w) => (w.operations.autoscaling ? [`${w.replicas} to ${w.operations.autoscaling.maxReplicas} replicas`] : []),
  'operations.schedule': ({ operations: { schedule } }) => (schedule === undefined ? [] : [`"${schedule}"`]),
} satisfies Record<string, FindInWorkload>;

const STACK_FEATURES = {
  'secret.optional': (model) => model.secrets.filter((secret) => secret.optional).map((secret) => ({ path: secret.path, detail: secret.name })),
  'secret.store': (model) => (model.secretStore ? [{ path: model.path, detail: `${model.secretStore.kind} ${model.secretStore.name}` }] : []),
  sandbox: (model) => (model.sandboxes ?? []).map((sandbox) => ({ path: sandbox.path, detail: sandbox.name })),
  'volume.size': (model) => model.volumes.map((volume) => ({ path: volume.path, detail: `${Math.round(volume.size / 1024 ** 2)} MiB` })),
  'volume.owner': (model) => model.volumes.filter((volume) => !volume.ownedByImage).map((volume) => ({ path: volume.path, detail: volume.name })),
  'volume.storage-class': (model) => model.volumes.flatMap((v) => (v.storageClass === undefined ? [] : [{ path: v.path, detail: `the storage class ${v.storageClass}` }])),
  'network.direction': (model) =>
    [...grouped(model.connections, ({ to }) => to)].map(([path, connections]) => ({
      path,
      detail: [path, ...new Set(connections.map(({ from }) => from))].map(lastSegment).join(', '),
    })),
  'volume.bucket': (model) => model.volumes.flatMap((v) => (v.bucket ? [{ path: v.path, detail: v.name }] : [])),
  'volume.shared': (model) => model.volumes.filter((volume) => volume.shared).map((volume) => ({ path: volume.path, detail: volume.name })),
} satisfies Record<string, (model: StackModel) => readonly { readonly path: string; readonly detail: string }[]>;

/** The name of something a stack can say. */
export type Feature = keyof typeof WORKLOAD_FEATURES | keyof typeof STACK_FEATURES;

/** Every feature, in the order of the support table. */
export const FEATURES: readonly Feature[] = [...keysOf(WORKLOAD_FEATURES), ...keysOf(STACK_FEATURES)];

/** Every use of the given features in a stack; the details of one workload are put together. */
export function featureUses(model: StackModel, features: ReadonlySet<Feature>): FeatureUse[] {
  const uses: FeatureUse[] = [];
  for (const feature of keysOf(WORKLOAD_FEATURES)) {
    if (!features.has(feature)) continue;
    const find: FindInWorkload = WORKLOAD_FEATURES[feature];
    for (const workload of model.workloads) {
      const details = find(workload);
      if (details.length > 0) uses.push({ feature, path: workload.path, detail: details.filter((detail) => detail !== '').join(', ') });
    }
  }
  for (const feature of keysOf(STACK_FEATURES)) {
    if (features.has(feature)) for (const use of STACK_FEATURES[feature](model)) uses.push({ feature, ...use });
  }
  return uses;
}

function has(value: Expression, ...kinds: readonly Expression['kind'][]): boolean {
  let found = false;
  visitLeaves(value, (leaf) => {
    found ||= kinds.includes(leaf.kind);
  });
  return found;
}

/** Parameters and secrets that stand inside a longer text or in a command. */
export function referencedNames(workload: WorkloadModel): Set<string> {
  const { environment, command, entrypoint } = workload.process;
  const names = new Set<string>();
  const add = (value: Expression): void =>
    visitLeaves(value, (leaf) => {
      if (leaf.kind === 'parameter' || leaf.kind === 'secret') names.add(leaf.name);
    });
  for (const { value } of environment) if (value.kind === 'text') add(value);
  for (const word of [...(entrypoint ?? []), ...(command ?? [])]) add(word);
  return names;
}

/** Those of them that the container has no variable of its own for. */
export function composedNames(workload: WorkloadModel): string[] {
  const names = referencedNames(workload);
  if (names.size === 0) return [];
  for (const { name, value } of workload.process.environment) {
    if ((value.kind === 'parameter' || value.kind === 'secret') && value.name === name) names.delete(name);
  }
  return [...names].sort();
}

function fractionalDurations(workload: WorkloadModel): string[] {
  const { health, lifecycle } = workload;
  const times = Object.entries({
    interval: health?.interval ?? 0,
    timeout: health?.timeout ?? 0,
    startPeriod: health?.startPeriod ?? 0,
    startInterval: health?.startInterval ?? 0,
    stopGracePeriod: lifecycle.stopGracePeriod,
  });
  return times.filter(([, milliseconds]) => milliseconds % 1000 !== 0).map(([name, milliseconds]) => `${name} ${milliseconds} ms`);
}

function namesOf(edges: WorkloadModel['startAfter']): string[] {
  return edges.map((edge) => lastSegment(edge.workload));
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function keysOf<T extends object>(table: T): (keyof T)[] {
  return Object.keys(table) as (keyof T)[];
}
