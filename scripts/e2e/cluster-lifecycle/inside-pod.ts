import { run, type Ended } from '../command';
import { workloadOf } from '../inside/kubelet';
import type { Namespace } from '../kubernetes-namespace';

/** Runs a script in a container of the first pod of a workload, by the shell of its image. */
export function inside(namespace: Namespace, workload: string, container: string, script: string): Ended {
  return run(commandInside(namespace, workload, container, script));
}

/** The command that does, with the standard input of whoever runs it. */
export function commandInside(namespace: Namespace, workload: string, container: string, script: string): readonly string[] {
  const pod = namespace.pods.find((candidate) => workloadOf(candidate) === workload)?.metadata.name ?? '';
  return ['kubectl', '-n', namespace.name, 'exec', '-i', pod, '-c', container, '--', 'sh', '-c', script];
}
