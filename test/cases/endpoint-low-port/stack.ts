import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A port below 1024 without root: Docker allows it to everyone, Kubernetes is told to.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:2.0.0') });
  web.addEndpoint('http', { port: 80 });
  return stack;
}
