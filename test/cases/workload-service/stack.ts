import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A service runs for ever: a Deployment, and a service that Compose restarts.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8080 });
  return stack;
}
