import { type App, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A parameter without a default: its own variable is not set without a value; elsewhere it is empty in Compose, which is reported.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const proxy = new Parameter(stack, 'HTTPS_PROXY', { description: 'Proxy for requests to the world outside.' });
  const region = new Parameter(stack, 'REGION', { default: 'eu', description: 'Where it runs.' });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { HTTPS_PROXY: proxy, REGION: region, PROXY: proxy, NOTE: text`by ${proxy}` },
  });
  return stack;
}
