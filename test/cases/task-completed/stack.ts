import { type App, Image, Stack, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'A service starts after a task has ended well; on Kubernetes it has to try again until then.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const migrate = new Workload(stack, 'migrate', { image, kind: WorkloadKind.TASK, command: ['./manage.py', 'migrate'] });
  const api = new Workload(stack, 'api', { image });
  api.startAfter(migrate);
  return stack;
}
