import { workloadOf } from '../inside/kubelet';
import type { Namespace } from '../kubernetes-namespace';

/** One replica more of everything that keeps nothing, and back; nothing if all of it keeps something. */
export function unscaled(namespace: Namespace): readonly string[] | undefined {
  const { model } = namespace.stack;
  const scalable = model.workloads.filter(({ kind, gateway, containers, operations }) => kind === 'service' && !gateway && !operations.autoscaling && !containers.some(({ mounts }) => mounts.some((mount) => mount.kind === 'volume' && !mount.readOnly)));
  if (scalable.length === 0) return undefined;
  const scale = (more: number): void => {
    for (const { name, replicas } of scalable) namespace.kubectl('scale', `deployment/${name}`, `--replicas=${replicas + more}`);
  };
  scale(1);
  const problems = namespace.unready();
  const { pods } = namespace;
  const missing = scalable.filter(({ name, replicas }) => pods.filter((pod) => workloadOf(pod) === name).length !== replicas + 1).map(({ name }) => `there is no pod more of ${name}`);
  const scaled = { ...model, workloads: model.workloads.map((workload) => (scalable.includes(workload) ? { ...workload, replicas: workload.replicas + 1 } : workload)) };
  const found = [...problems, ...missing, ...(problems.length === 0 ? namespace.otherThanStated(scaled) : [])];
  scale(0);
  return [...found, ...namespace.unready()];
}
