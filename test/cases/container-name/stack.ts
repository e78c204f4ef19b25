import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Names for the engine of Compose, for scripts that know them: none of them is a name that peers use.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), containerName: 'shop_api' });
  api.addInitContainer('migrate', { image: Image.fromReference('example/api:1.4.2'), command: ['migrate'], containerName: 'shop_migrate' });
  return stack;
}
