import { acknowledge, type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Shared memory and processes of the host, each with the reason: the namespace has to allow everything.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const inference = new Workload(stack, 'inference', { image: Image.fromReference('example/inference:1.4.2'), hostIpc: 'its workers hand tensors over in shared memory' });
  const exporter = new Workload(stack, 'exporter', { image: Image.fromReference('example/exporter:1.0.0'), hostPid: 'reports on all processes of the machine' });
  new Workload(stack, 'producer', { image: Image.fromReference('example/producer:1.0.0'), shareableIpc: true });
  for (const workload of [inference, exporter]) acknowledge(workload, 'kubernetes/pod-security', 'the machines are ours alone');
  return stack;
}
