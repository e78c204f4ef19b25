import * as path from 'node:path';
import type { ContainerModel } from '../../../lib/model/container';
import type { ImageHealthModel } from '../../../lib/model/health';
import type { StackModel } from '../../../lib/model/stack';
import { mainOf, MOST_RETRIES, type WorkloadModel } from '../../../lib/model/workload';
import { bytesIn } from '../../../lib/model/amounts';
import { compared, same, type Compared } from './compared';

/** What the engine knows of a container. */
export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly Path: string;
  readonly Args: readonly string[];
  readonly Image: string;
  readonly State: { readonly Status: string; readonly ExitCode: number; readonly Health?: { readonly Status: string } };
  readonly Config: {
    readonly Image: string; readonly Env: readonly string[]; readonly WorkingDir: string; readonly Labels: Readonly<Record<string, string>>; readonly Healthcheck?: Healthcheck;
    readonly StopSignal?: string; readonly StopTimeout?: number;
  };
  readonly HostConfig: {
    readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number }; readonly Runtime: string;
    readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  };
  readonly Mounts: readonly { readonly Type: string; readonly Name?: string; readonly Source: string; readonly Destination: string }[];
}

/** Times in nanoseconds. */
interface Healthcheck {
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly Retries?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
}

export interface InspectedImage {
  readonly Os: string;
  readonly Architecture: string;
  readonly Variant?: string;
  readonly Config: {
    readonly Env?: readonly string[] | null; readonly Entrypoint?: readonly string[] | null; readonly Cmd?: readonly string[] | null; readonly Volumes?: object | null; readonly User?: string;
    readonly Healthcheck?: Healthcheck;
  };
}

/** Whose container it is. */
export interface Whose {
  readonly container: ContainerModel;
  readonly workload: WorkloadModel;
  readonly model: StackModel;
}

/** What the engine was asked for beside what the kernel shows. */
export interface Engaged {
  /** The image that runs in place of one. */
  readonly imageOf: (reference: string) => string;
  /** Name of the project. */
  readonly project: string;
  /** What the words of a check come to. */
  readonly text: (expression: ContainerModel['process']['environment'][number]['value']) => string | undefined;
}

/** What the engine keeps of a container. */
export function keptComparisons(whose: Whose, inspected: Inspected, image: InspectedImage, engaged: Engaged): Compared[] {
  return [...ofRun(whose, inspected), ...ofImage(whose, inspected, image, engaged), ...ofNotes(whose, inspected), ...ofHealth(whose, inspected, image, engaged), ...ofSources(whose, inspected, engaged)];
}

function* ofRun({ container, workload }: Whose, { State: { Status, ExitCode }, HostConfig, Config }: Inspected): Iterable<Compared> {
  const ends = workload.kind === 'task' || (workload.initContainers?.includes(container) ?? false);
  if (ends) yield compared('run', Status === 'exited' && ExitCode === 0, () => `it is ${Status}, and has to have ended well`);
  else if (workload.restartPolicy !== 'no') yield same('run', 'it', Status, 'running');
  const { Name, MaximumRetryCount } = HostConfig.RestartPolicy;
  if (workload.containers.includes(container)) yield same('restart', 'when it is started again', `${Name || 'no'} ${MaximumRetryCount}`, restartOf(workload));
  const { stopGracePeriod, stopSignal } = container.lifecycle;
  yield same('stop', 'the time that it has to stop', Config.StopTimeout, Math.ceil(stopGracePeriod / 1000));
  if (stopSignal !== undefined) yield same('stop', 'the signal by which it is stopped', Config.StopSignal, stopSignal);
}

function restartOf({ kind, retries, restartPolicy, operations: { restart } }: WorkloadModel): string {
  if (restart) return `on-failure ${restart.attempts}`;
  if (restartPolicy !== undefined) return `${restartPolicy} 0`;
  if (kind !== 'task') return 'unless-stopped 0';
  return retries === 0 ? 'no 0' : `on-failure ${retries === MOST_RETRIES ? 0 : retries}`;
}

function* ofImage({ container, workload: { platform, runtimeClass } }: Whose, { Config, HostConfig }: Inspected, { Os, Architecture, Variant }: InspectedImage, { imageOf }: Engaged): Iterable<Compared> {
  yield same('image', 'its image', Config.Image, imageOf(container.image.reference));
  if (platform !== undefined) yield same('platform', 'its image', [Os, Architecture, ...(platform.split('/').length > 2 ? [Variant] : [])].join('/'), platform);
  if (runtimeClass !== undefined) yield same('runtime', 'its runtime', HostConfig.Runtime, runtimeClass);
}

function* ofNotes({ container, workload, model }: Whose, { Name, Config, HostConfig: { LogConfig } }: Inspected): Iterable<Compared> {
  if (container.containerName !== undefined) yield same('name', 'its name', Name, `/${container.containerName}`);
  if (container === mainOf(workload)) {
    const labels = Object.entries({ ...model.annotations, ...model.labels, ...workload.annotations, ...workload.labels });
    for (const [name, value] of labels) yield same('labels', `its label ${name}`, Config.Labels[name], value);
  }
  const { logDriver, logRotation } = container;
  if (logDriver) {
    yield same('log', 'the driver of its log', LogConfig.Type, logDriver.driver);
    for (const [name, value] of Object.entries(logDriver.options)) yield same('log', `the option ${name} of its log`, LogConfig.Config[name], value);
  }
  if (!logRotation) return;
  yield same('log', 'the driver of its log', LogConfig.Type, 'json-file');
  yield same('log', 'a file of its log', bytesIn(LogConfig.Config['max-size'] ?? ''), logRotation.maxSize);
  yield same('log', 'the files of its log', Number(LogConfig.Config['max-file']), logRotation.files);
}

function* ofHealth({ container: { health, imageHealth, noHealth }, workload: { endpoints } }: Whose, { State, Config: { Healthcheck = {} } }: Inspected, image: InspectedImage, { text }: Engaged): Iterable<Compared> {
  if (noHealth) {
    // A check that is not made has no result, whatever the image says.
    yield compared('health', State.Health === undefined || State.Health.Status === 'none', () => `it is checked, which it has not to be: ${State.Health?.Status}`);
    return;
  }
  if ((!health && !imageHealth) || State.Status !== 'running') return;
  yield same('health', 'it', State.Health?.Status, 'healthy');
  if (health?.check.kind === 'exec') yield same('health', 'its check', Healthcheck.Test, ['CMD', ...health.check.command.map((word) => text(word) ?? '')]);
  if (health && health.check.kind !== 'exec') {
    const { endpoint } = health.check;
    const port = endpoints.find(({ name }) => name === endpoint)?.port;
    yield compared('health', new RegExp(`\\b${port}\\b`).test((Healthcheck.Test ?? []).join(' ')), () => `its check is ${JSON.stringify(Healthcheck.Test)}, and has to ask the port ${port}`);
  }
  for (const [name, milliseconds] of timesOf(health ?? imageHealth!, image.Config.Healthcheck)) {
    if (milliseconds !== undefined) yield same('health times', `the ${name} of its check`, Healthcheck[name] ?? 0, name === 'Retries' ? milliseconds : milliseconds * 1e6);
  }
}

function timesOf({ interval, timeout, retries, startPeriod, startInterval }: Omit<ImageHealthModel, 'liveness'>, own: Healthcheck = {}): readonly (readonly [Exclude<keyof Healthcheck, 'Test'>, number | undefined])[] {
  const ofImage = (name: Exclude<keyof Healthcheck, 'Test'>): number | undefined => (own[name] === undefined ? undefined : own[name] / (name === 'Retries' ? 1 : 1e6));
  return [
    ['Interval', interval ?? ofImage('Interval')], ['Timeout', timeout ?? ofImage('Timeout')], ['Retries', retries ?? ofImage('Retries')], ['StartPeriod', startPeriod ?? ofImage('StartPeriod')],
    // Compose takes it with a start period alone.
    ['StartInterval', startPeriod === undefined || startPeriod === 0 ? undefined : startInterval],
  ];
}

/** The checkout is a directory of that name. */
function isBelowCheckout(has: string | undefined, source: string): boolean {
  return has?.endsWith(path.posix.join('/checkout', source).replace(/\/$/, '')) === true;
}

function* ofSources({ container, model }: Whose, { Mounts }: Inspected, { project, text }: Engaged): Iterable<Compared> {
  for (const mount of container.mounts) {
    const has = Mounts.find(({ Destination }) => Destination === mount.target);
    if (mount.kind === 'host-path') yield same('mount sources', mount.target, has?.Source, mount.path);
    if (mount.kind === 'source') yield compared('mount sources', isBelowCheckout(has?.Source, mount.source), () => `${mount.target} is ${has?.Source}, and has to be ${mount.source} of the checkout`);
    if (mount.kind !== 'volume') continue;
    const { name, engineName, hostPath } = model.volumes.find((volume) => volume.name === mount.volume)!;
    const [directory] = hostPath ? [text(hostPath) ?? ''] : [];
    if (directory !== undefined) yield compared('mount sources', has?.Type === 'bind' && has.Source.endsWith(directory.replace(/^\.\//, '/')), () => `${mount.target} is ${has?.Source}, and has to be ${directory}`);
    else yield same('mount sources', mount.target, has?.Name, engineName ?? `${project}_${name}`);
  }
}
