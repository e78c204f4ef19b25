import { type App, Image, Parameter, Secret, Stack, Workload } from 'cdk8s-compose';

export const description = 'A parameter and a secret that nothing uses stay in the outputs, and the operator is told so.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Parameter(stack, 'CURRENCY', { default: 'EUR', description: 'Currency of the prices.' });
  new Secret(stack, 'SESSION_KEY', { description: 'Signs session cookies.' });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  return stack;
}
