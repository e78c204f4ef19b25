import { type App, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'Parameters whose defaults are made of other parameters: an image, and an address beside a longer one.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const release = new Parameter(stack, 'RELEASE', { default: '1.4.2', description: 'Release of everything.' });
  const owner = new Parameter(stack, 'OWNER', { default: 'example', description: 'Whose images they are.' });
  const registry = new Parameter(stack, 'REGISTRY', { default: text`ghcr.io/${owner}`, description: 'Where images are pulled from.' });
  const apiRelease = new Parameter(stack, 'API_RELEASE', { default: release, description: 'Release of the API.' });
  const host = new Parameter(stack, 'PUBLIC_HOST', { default: 'shop.example.com', description: 'Name of the shop on the internet.' });
  const callback = new Parameter(stack, 'CALLBACK_URL', { default: text`https://${host}/call$back`, description: 'Where the provider calls back.' });
  new Workload(stack, 'api', {
    image: Image.fromReference(text`${registry}/api:${apiRelease}`),
    env: { CALLBACK_URL: callback, GREETING: text`call ${callback}` },
  });
  return stack;
}
