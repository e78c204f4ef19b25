import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A workload whose image lets the group of root write, without being root.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), supplementalGroups: [0, 2000], env: { 'cluster.name': 'shop' } });
  return stack;
}
