import { type App, Image, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'Several containers behind a public host: Compose runs one, because only one can hold the port.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:2.0.0'), replicas: 3 });
  web.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  return stack;
}
