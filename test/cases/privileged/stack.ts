import { acknowledge, type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A container that may do everything, and one that may get more: each with the reason, in both outputs.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const docker = new Workload(stack, 'docker', { image: Image.fromReference('example/docker:27.3.1'), privileged: 'runs containers of its own' });
  const shell = new Workload(stack, 'shell', { image: Image.fromReference('example/shell:1.0.0'), privilegeEscalation: 'its users call sudo' });
  for (const workload of [docker, shell]) acknowledge(workload, 'kubernetes/pod-security', 'the machines are ours alone');
  return stack;
}
