import { type App, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'An image of which the operator chooses registry and version, and one built with an argument of the operator.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const registry = new Parameter(stack, 'REGISTRY', { default: 'ghcr.io/example', description: 'Where images are pulled from.' });
  const version = new Parameter(stack, 'SHOP_VERSION', { default: '1.4.2', description: 'Release of the shop.' });
  new Workload(stack, 'api', {
    image: Image.fromReference(text`${registry}/api:${version}`),
    env: { SHOP_VERSION: version },
  });
  new Workload(stack, 'web', {
    image: Image.fromBuild('web', {
      name: text`${registry}/web:${version}`,
      args: { API_URL: text`https://${new Parameter(stack, 'API_HOST', { default: 'api.example.com', description: 'Where browsers find the API.' })}/$v1`, MODE: 'production' },
    }),
  });
  return stack;
}
