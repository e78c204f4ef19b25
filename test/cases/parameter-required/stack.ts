import { type App, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'Parameters without which nothing starts: one that Kubernetes has a default for, and one that it waits for.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const release = new Parameter(stack, 'RELEASE', { required: true, default: '1.4.2', description: 'Release to run.' });
  const region = new Parameter(stack, 'REGION', { required: true, description: 'Where the shop sells.' });
  new Workload(stack, 'api', { image: Image.fromReference(text`example/api:${release}`), env: { REGION: region, SHOP_REGION: text`shop-${region}` } });
  return stack;
}
