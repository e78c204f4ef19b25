import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Workloads that each start after the next: nothing could be first, so it is an error.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/worker:1.0.0');
  const [first, second, third] = ['first', 'second', 'third'].map((id) => new Workload(stack, id, { image }));
  first.startAfter(second);
  second.startAfter(third);
  third.startAfter(first);
  return stack;
}
