import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A terminal, and a standard input that stays open: on Kubernetes the one does not go without the other.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'console', { image: Image.fromReference('example/console:1.4.2'), tty: true });
  new Workload(stack, 'reader', { image: Image.fromReference('example/reader:1.0.0'), stdin: true });
  return stack;
}
