import type { StackModel } from '../../../lib/model/stack';
import { containersOf, type WorkloadModel } from '../../../lib/model/workload';
import { compared, same, type Compared, type Noted } from './compared';
import { amountOf } from './quantity';

/** An object of a namespace as it is now. */
export interface LiveObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly replicas?: number;
    readonly backoffLimit?: number;
    readonly schedule?: string;
    readonly jobTemplate?: { readonly spec: { readonly backoffLimit?: number } };
    readonly strategy?: { readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string } };
    readonly accessModes?: readonly string[];
    readonly storageClassName?: string;
    readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
    readonly type?: string;
    readonly ports?: readonly { readonly port: number; readonly protocol?: string; readonly targetPort?: number | string; readonly nodePort?: number }[];
  };
  readonly status?: { readonly readyReplicas?: number; readonly numberReady?: number; readonly succeeded?: number; readonly phase?: string };
}

/** Kinds of which {@link madeComparisons} has to be given all that a namespace has. */
export const MADE_KINDS = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'services', 'persistentvolumeclaims'];

/** What a cluster has made for each workload, beside its pods. */
export function madeComparisons(model: StackModel, objects: readonly LiveObject[]): readonly Noted[] {
  return model.workloads.filter(({ gateway }) => gateway === undefined).flatMap((workload) => {
    // Of a profile that is not chosen nothing is applied.
    if (workload.profiles && !objects.some(({ metadata: { name } }) => name === workload.name)) return [];
    const made = objects.filter(({ metadata: { name, labels = {} } }) => labels['app.kubernetes.io/name'] === workload.name || name === workload.name);
    return [...ofMaker(workload, made), ...ofServices(workload, made), ...ofClaims(workload, model, objects)].map((one): Noted => ({ path: workload.path, ...one }));
  });
}

const MAKERS: Readonly<Record<WorkloadModel['kind'], readonly string[]>> = { service: ['Deployment', 'StatefulSet'], stateful: ['StatefulSet'], daemon: ['DaemonSet'], task: ['Job', 'CronJob'] };

function* ofMaker({ name, kind, replicas, retries, operations }: WorkloadModel, made: readonly LiveObject[]): Iterable<Compared> {
  const maker = made.find((object) => MAKERS[kind].includes(object.kind) && (operations.schedule !== undefined) === (object.kind === 'CronJob'));
  if (!maker) {
    yield { by: 'run', problem: `nothing makes pods of ${name}` };
    return;
  }
  const { spec, status = {} } = maker;
  if (maker.kind === 'CronJob') yield same('schedule', 'when it runs', spec.schedule, operations.schedule);
  else if (maker.kind === 'Job') yield compared('run', (status.succeeded ?? 0) > 0, () => `${name} has not ended well`);
  else if (maker.kind === 'DaemonSet') yield compared('run', (status.numberReady ?? 0) > 0, () => `${name} is ready on no node`);
  // Once an autoscaler has it, nobody else says how many there are.
  else if (operations.autoscaling) yield compared('run', (status.readyReplicas ?? 0) > 0, () => `no pod of ${name} is ready`);
  else yield same('run', `the number of pods of ${name} that are ready`, status.readyReplicas ?? 0, replicas);
  if (kind === 'task') yield same('restart', 'how often it is tried again', (spec.jobTemplate?.spec ?? spec).backoffLimit, retries);
  const { rollingUpdate } = operations;
  if (rollingUpdate) yield same('update', 'how it is replaced', spec.strategy?.rollingUpdate, { maxSurge: rollingUpdate.maxSurge, maxUnavailable: rollingUpdate.maxUnavailable });
}

function* ofServices({ name: workload, endpoints }: WorkloadModel, made: readonly LiveObject[]): Iterable<Compared> {
  const own = made.find(({ kind, metadata }) => kind === 'Service' && metadata.name === workload);
  for (const { name, port, protocol, exposure } of endpoints) {
    // Of one that no pod may call, no connection shows that whoever has a way in past policies is led to it.
    const leads = (own?.spec.ports ?? []).some((one) => one.port === port && one.protocol === protocol.toUpperCase());
    yield compared('connections', leads, () => `the Service ${workload} does not lead to its port ${port}`);
    const type = exposure && 'serviceType' in exposure ? exposure.serviceType : undefined;
    if (type === undefined) continue;
    const isThere = made.some(({ kind, spec }) => kind === 'Service' && spec.type === type && (spec.ports ?? []).some((one) => (one.targetPort === port || one.targetPort === name) && one.nodePort !== undefined));
    yield compared('services', isThere, () => `there is no ${type} for the port ${port}`);
  }
}

function* ofClaims(workload: WorkloadModel, { volumes }: StackModel, objects: readonly LiveObject[]): Iterable<Compared> {
  for (const mount of containersOf(workload).flatMap(({ mounts }) => mounts)) {
    const volume = mount.kind === 'volume' ? volumes.find(({ name }) => name === mount.volume) : undefined;
    if (!volume || volume.bucket) continue;
    const { name, existing, size, storageClass, shared, perReplica } = volume;
    const names = perReplica ? Array.from({ length: workload.replicas }, (_, at) => `${name}-${workload.name}-${at}`) : [existing?.claim ?? name];
    for (const wanted of names) {
      const claim = objects.find(({ kind, metadata }) => kind === 'PersistentVolumeClaim' && (metadata.name === wanted || metadata.name.endsWith(`-${wanted}`)));
      yield compared('claims', claim?.status?.phase === 'Bound', () => `there is no claim ${wanted} that has a volume`);
      if (!claim) continue;
      if (size !== undefined) yield same('claims', `the size of ${wanted}`, amountOf(claim.spec.resources?.requests?.['storage']), size);
      if (storageClass !== undefined) yield same('claims', `the class of ${wanted}`, claim.spec.storageClassName, storageClass);
      if (!existing) yield same('claims', `whether several nodes may have ${wanted}`, claim.spec.accessModes?.includes('ReadWriteMany'), shared);
    }
  }
}
