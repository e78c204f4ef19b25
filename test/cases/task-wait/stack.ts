import { type App, Image, Stack, StartOrderOnKubernetes, Task, Workload } from 'cdk8s-compose';

export const description = 'A service waits on Kubernetes too until two tasks have ended well, one after the other.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const migration = new Task(stack, 'migration', { image, command: ['./manage.py', 'migrate'] });
  const seeding = new Task(stack, 'seeding', { image, command: ['./manage.py', 'seed'], retries: 0 });
  seeding.startAfter(migration, { kubernetes: StartOrderOnKubernetes.WAIT });
  const api = new Workload(stack, 'api', { image });
  api.startAfter(migration, { kubernetes: StartOrderOnKubernetes.WAIT });
  api.startAfter(seeding, { kubernetes: StartOrderOnKubernetes.WAIT });
  return stack;
}
