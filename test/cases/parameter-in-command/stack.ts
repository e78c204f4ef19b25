import { type App, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A parameter in a command: Kubernetes can only put a variable there, so the container gets one.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const workers = new Parameter(stack, 'WORKERS', { default: '4', description: 'Worker processes.' });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    command: ['serve', text`--workers=${workers}`, '--cost', '$5'],
  });
  return stack;
}
