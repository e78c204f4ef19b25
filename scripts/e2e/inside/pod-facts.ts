import type { ContainerModel } from '../../../lib/model/container';
import type { HealthModel } from '../../../lib/model/health';
import type { Container, LifecycleHandler, PodSpec, Probe } from '../../../lib/targets/kubernetes/api';
import type { HookModel } from '../../../lib/model/word-values';
import { containersOf, mainOf, type WorkloadModel } from '../../../lib/model/workload';
import { containersIn } from '../cluster/objects';
import { compared, same, type Compared } from './compared';
import { amountOf } from './quantity';
import { expandedBy } from './started-as';

/** Whose container of a pod it is. */
export interface InPod {
  readonly container: ContainerModel;
  readonly workload: WorkloadModel;
}

/** What the cluster has of a pod that runs. */
export interface LivePod {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

/** What is different in a cluster, and said. */
export interface Elsewhere {
  readonly imageOf: (reference: string) => string;
  /** What each container asks for of the processors in place of what is stated. */
  readonly processors?: string;
  /** Labels of the node that it is on. */
  readonly nodeLabels: Readonly<Record<string, string>>;
}

/** Whether a pod has all containers of its workload: of one that is not there nothing can be looked at. */
export function containersThere(workload: WorkloadModel, spec: PodSpec): Compared {
  const there = new Set(containersIn(spec).map(({ name }) => name));
  const missing = containersOf(workload).filter(({ name }) => !there.has(name)).map(({ name }) => name);
  return compared('run', missing.length === 0, () => `the pod of ${workload.name} has no container ${missing.join(', ')}`);
}

/** What the API has of a container of a pod. */
export function podComparisons({ container, workload }: InPod, { metadata, spec }: LivePod, elsewhere: Elsewhere): Compared[] {
  const live = [...spec.containers, ...spec.initContainers ?? []].find(({ name }) => name === container.name);
  if (!live) return [{ by: 'run', problem: `the pod has no container ${container.name}` }];
  return [...ofContainer(container, live, elsewhere), ...ofHealth(container, workload, live), ...(container === mainOf(workload) ? [containersThere(workload, spec), ...ofPod(container, workload, spec, metadata, elsewhere)] : [])];
}

const POLICIES = { always: 'Always', missing: 'IfNotPresent', never: 'Never', build: undefined } as const;

function* ofContainer({ image, imagePullPolicy, resources, postStart, preStop }: ContainerModel, live: Container, { imageOf, processors }: Elsewhere): Iterable<Compared> {
  yield same('image', 'its image', live.image, imageOf(image.reference));
  const policy = imagePullPolicy && POLICIES[imagePullPolicy];
  if (policy) yield same('pull', 'when its image is pulled', live.imagePullPolicy, policy);
  const { requests = {}, limits = {} } = live.resources ?? {};
  yield same('resources', 'the memory that is set aside for it', amountOf(requests['memory']), resources.memory.request);
  yield same('resources', 'what is set aside of the processors', amountOf(requests['cpu']), processors === undefined ? resources.cpu.request / 1000 : amountOf(processors));
  yield same('resources', 'the memory that it may have', limits['memory'] === undefined ? undefined : amountOf(limits['memory']), resources.memory.limit);
  for (const [hooks, made] of [[postStart, live.lifecycle?.postStart], [preStop, live.lifecycle?.preStop]] as const) {
    if (hooks) yield compared('hooks', isMade(hooks, made), () => `its hook is ${JSON.stringify(made)}`);
  }
}

/** One is there word for word; of several in one shell, what they begin and end with. */
function isMade(hooks: readonly HookModel[], made: LifecycleHandler = {}): boolean {
  const [{ command, sleep }, ...more] = hooks;
  if (more.length === 0) return sleep === undefined || made.exec ? JSON.stringify(made.exec?.command) === JSON.stringify(command) : made.sleep?.seconds === sleep;
  const line = made.exec?.command?.at(-1) ?? '';
  return hooks.every((hook) => line.includes(hook.command[0]) && line.includes(hook.command.at(-1)!));
}

function* ofHealth({ health, noHealth }: ContainerModel, { endpoints }: WorkloadModel, { readinessProbe, livenessProbe, startupProbe }: Container): Iterable<Compared> {
  if (noHealth) yield compared('health', !readinessProbe && !livenessProbe && !startupProbe, () => 'it is checked, which it has not to be');
  if (!health) return;
  yield compared('health', readinessProbe !== undefined && asks(readinessProbe, health, endpoints), () => `its check is ${JSON.stringify(readinessProbe)}`);
  yield same('health', 'whether it is started again when it stays unwell', livenessProbe !== undefined, health.liveness);
  yield same('health times', 'the time between two checks', readinessProbe?.periodSeconds ?? 10, Math.ceil(health.interval / 1000));
  yield same('health times', 'the time that a check may take', readinessProbe?.timeoutSeconds ?? 1, Math.ceil(health.timeout / 1000));
  yield same('health times', 'how often it may fail', readinessProbe?.failureThreshold ?? 3, health.retries);
}

function asks({ httpGet, tcpSocket, grpc, exec }: Probe, { check }: HealthModel, endpoints: WorkloadModel['endpoints']): boolean {
  const isPort = (port: number | string | undefined): boolean => check.kind !== 'exec' && endpoints.some(({ name, port: number }) => name === check.endpoint && (port === number || port === name));
  switch (check.kind) {
    case 'http':
      return httpGet?.path === check.path && isPort(httpGet.port) && (httpGet.scheme ?? 'HTTP') === (check.scheme === 'https' ? 'HTTPS' : 'HTTP')
        && (check.headers ?? []).every(({ name, value }) => httpGet.httpHeaders?.some((header) => header.name === name && header.value === value));
    case 'tcp':
      return isPort(tcpSocket?.port);
    case 'grpc':
      return isPort(grpc?.port) && (grpc?.service ?? '') === (check.service ?? '');
    case 'exec':
      return exec?.command?.length === check.command.length && check.command.every((word, at) => word.kind !== 'literal' || expandedBy(exec.command![at], () => undefined) === word.text);
  }
}

function* ofPod({ lifecycle }: ContainerModel, workload: WorkloadModel, spec: PodSpec, { labels = {}, annotations = {} }: LivePod['metadata'], { nodeLabels }: Elsewhere): Iterable<Compared> {
  const [least, has] = [Math.ceil(lifecycle.stopGracePeriod / 1000), spec.terminationGracePeriodSeconds ?? 30];
  yield compared('stop', has >= least, () => `it has ${has} s to stop, and has to have ${least}`);
  for (const [name, value] of Object.entries(workload.labels ?? {})) yield same('labels', `its label ${name}`, labels[name], value);
  for (const [name, value] of Object.entries(workload.annotations ?? {})) yield same('labels', `its annotation ${name}`, annotations[name], value);
  const { metrics } = workload.operations;
  if (metrics) yield same('labels', 'the path of its metrics', annotations['prometheus.io/path'], metrics.path);
  if (workload.platform !== undefined) yield same('platform', 'its node', `${nodeLabels['kubernetes.io/os']}/${nodeLabels['kubernetes.io/arch']}`, workload.platform.split('/').slice(0, 2).join('/'));
}
