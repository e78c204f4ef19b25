import { type App, HealthProbe, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A start order that no reference implies: Compose waits, on Kubernetes the program tries again.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/worker:1.0.0');
  const first = new Workload(stack, 'first', { image });
  const second = new Workload(stack, 'second', { image, health: HealthProbe.fromCommand(['alive']) });
  const third = new Workload(stack, 'third', { image });
  second.startAfter(first);
  third.startAfter(second);
  return stack;
}
