import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Groups by the names that they have in the image, which the engine of Compose looks up, and Kubernetes does not.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'inference', { image: Image.fromReference('example/inference:1.0.0'), supplementalGroups: ['video', 0, 'render'] });
  return stack;
}
