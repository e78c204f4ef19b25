import { grouped, type StackGraph } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import type { ComposeService } from './document';
import { profilesOfAll } from './operations';
import type { ComposeSettings } from './settings';

/** The name of the service, which no workload may have. */
export const TASK_COMPLETION = 'tasks-completed';

/**
 * The service that waits for the tasks that nobody waits for; undefined if there are none. Of a container that ends by itself
 * `up --wait` says that it failed, unless some service of the project waits for it to be completed. This one is never created:
 * it is for Compose to read alone.
 */
export function lowerTaskCompletion(graph: StackGraph, { podImage }: ComposeSettings): ComposeService | undefined {
  const tasks = unawaitedTasks(graph);
  if (tasks.length === 0) return undefined;
  return {
    image: podImage,
    command: ['true'],
    depends_on: Object.fromEntries(tasks.map(({ name, profiles }) => [name, { condition: 'service_completed_successfully' as const, ...(profiles && { required: false }) }])),
    network_mode: 'none',
    user: '65534:65534',
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    ...profilesOfAll(tasks, graph.model),
    restart: 'no',
    deploy: { replicas: 0, resources: { limits: { cpus: '0.1', memory: '16m' }, reservations: { cpus: '0.01', memory: '8m' } } },
  };
}

/** The tasks that `up` runs and no service that `up` looks at waits for, whatever profiles are active. */
export function unawaitedTasks({ model }: StackGraph): WorkloadModel[] {
  const inUp = model.workloads.filter(({ operations }) => operations.schedule === undefined);
  const waiting = grouped(inUp.flatMap((workload) => workload.startAfter.flatMap((edge) => (edge.condition === 'completed' ? [{ on: edge.workload, workload }] : []))), ({ on }) => on);
  const isAwaited = (task: WorkloadModel): boolean => waiting.get(task.path)?.some(({ workload }) => runsWhenever(workload, task)) ?? false;
  return inUp.filter((task) => task.kind === 'task' && !isAwaited(task));
}

function runsWhenever({ profiles }: WorkloadModel, other: WorkloadModel): boolean {
  return profiles === undefined || (other.profiles?.every((profile) => profiles.includes(profile)) ?? false);
}
