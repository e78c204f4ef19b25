import { type App, Image, Stack, StartOrderOnKubernetes, Task, Workload } from 'cdk8s-compose';

export const description = 'Waiting for what never is there: a task that runs at times of its own, and a peer without a port.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const cleanup = new Task(stack, 'cleanup', { image, schedule: '0 3 * * *' });
  const worker = new Workload(stack, 'worker', { image });
  const api = new Workload(stack, 'api', { image });
  api.startAfter(cleanup);
  api.startAfter(worker, { kubernetes: StartOrderOnKubernetes.WAIT });
  return stack;
}
