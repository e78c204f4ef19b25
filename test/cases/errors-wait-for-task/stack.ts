import { type App, Image, Stack, StartOrderOnKubernetes, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'Waiting on Kubernetes for what an init container cannot see: a task, and a peer without a port.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const migrate = new Workload(stack, 'migrate', { image, kind: WorkloadKind.TASK });
  const worker = new Workload(stack, 'worker', { image });
  const api = new Workload(stack, 'api', { image });
  api.startAfter(migrate, { kubernetes: StartOrderOnKubernetes.WAIT });
  api.startAfter(worker, { kubernetes: StartOrderOnKubernetes.WAIT });
  return stack;
}
