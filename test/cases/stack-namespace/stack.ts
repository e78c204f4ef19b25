import { type App, Image, Parameter, Secret, Stack, Workload } from 'cdk8s-compose';

export const description = 'A namespace that is not called like the stack; names of objects keep the stack\'s name.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { namespace: 'team-blue' });
  const currency = new Parameter(stack, 'CURRENCY', { default: 'EUR', description: 'Currency of the prices.' });
  const session = new Secret(stack, 'SESSION_KEY', { description: 'Signs session cookies.' });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { CURRENCY: currency, SESSION_KEY: session } });
  api.addEndpoint('http', { port: 8080 });
  return stack;
}
