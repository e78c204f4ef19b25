import { type App, Image, Secret, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'An optional secret inside a longer text.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const token = new Secret(stack, 'UPSTREAM_TOKEN', { description: 'Token for the price feed.', optional: true });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { UPSTREAM_HEADER: text`Bearer ${token}` } });
  return stack;
}
