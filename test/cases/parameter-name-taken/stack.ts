import { type App, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A parameter inside a text whose name means something else to the container: its variable gets another name.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const region = new Parameter(stack, 'REGION', { default: 'eu-1', description: 'Region of the price feed.' });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { FEED_URL: text`https://${region}.example.com`, REGION: 'Europe' },
  });
  return stack;
}
