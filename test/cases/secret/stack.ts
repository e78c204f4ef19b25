import { type App, Image, Secret, Stack, Workload } from 'cdk8s-compose';

export const description = 'A secret never appears in an output: both targets take it from where the operator keeps it.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const session = new Secret(stack, 'SESSION_KEY', { description: 'Signs session cookies', hint: 'openssl rand -hex 32' });
  const image = Image.fromReference('example/api:1.4.2');
  new Workload(stack, 'api', { image, env: { SESSION_KEY: session } });
  new Workload(stack, 'web', { image, env: { COOKIE_SECRET: session } });
  return stack;
}
