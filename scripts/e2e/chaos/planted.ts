import { chaosOn, type ChaosOptions, type ChaosResult } from './chaos';
import type { Ground } from './ground';
import { scheduleOf } from './schedule';

interface ComposeFile {
  readonly services: { readonly [name: string]: { volumes?: { readonly type: string; readonly target: string }[]; tmpfs?: string[] } };
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly template?: { readonly spec: { readonly volumes?: { persistentVolumeClaim?: object; emptyDir?: object }[] } } };
}

/** What a service keeps goes with its container. */
export function forgetfulService(file: object, name: string): object {
  const service = (file as ComposeFile).services[name];
  const kept = (service.volumes ?? []).filter(({ type }) => type === 'volume');
  service.volumes = service.volumes?.filter((mount) => !kept.includes(mount));
  service.tmpfs = [...service.tmpfs ?? [], ...kept.map(({ target }) => target)];
  return file;
}

/** What a workload keeps goes with its pod. */
export function forgetfulPods(objects: readonly object[], name: string): readonly object[] {
  const workload = (objects as readonly Manifest[]).find(({ kind, metadata }) => (kind === 'StatefulSet' || kind === 'Deployment') && metadata.name === name);
  for (const volume of workload?.spec?.template?.spec.volumes ?? []) {
    if (!volume.persistentVolumeClaim) continue;
    delete volume.persistentVolumeClaim;
    volume.emptyDir = {};
  }
  return objects;
}

/** Makes a database anew again and again that keeps nothing: lost records have to be found. */
export function findLoss(ground: Ground, database: string, options: ChaosOptions): ChaosResult {
  const schedule = scheduleOf(options.seed, options.seconds, ground.targets.filter(({ workload }) => workload === database), ['recreate']);
  const { numbers, problems } = chaosOn(ground, options, schedule);
  for (const problem of problems) process.stdout.write(`    found: ${problem}\n`);
  return { numbers, problems: (numbers.records.lost ?? 0) > 0 ? [] : [`nobody finds that ${database} keeps nothing`] };
}
