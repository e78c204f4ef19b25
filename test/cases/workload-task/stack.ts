import { type App, Image, Stack, Task, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'A task runs once and ends: a Job named after its content, and a container that is not restarted for ever; or until it ends well.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  new Workload(stack, 'migrate', { image, kind: WorkloadKind.TASK, command: ['./manage.py', 'migrate'] });
  new Workload(stack, 'import-prices', { image, kind: WorkloadKind.TASK, command: ['./manage.py', 'import'], retries: 0 });
  new Task(stack, 'register', { image, command: ['./manage.py', 'register'], retries: Task.UNTIL_SUCCESS });
  return stack;
}
