import { type App, Image, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'A port on every network of the Compose host, moved by a variable of the user\'s choice.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8080, publish: Publish.onHostPort(80, { variable: 'PUBLIC_PORT' }) });
  return stack;
}
