import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A workload that refers to its own endpoint gets the value, and no connection to itself.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  const http = api.addEndpoint('http', { port: 8080 });
  api.addEnv('OWN_URL', http.url());
  return stack;
}
