import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A capability that no Pod Security Standard allows: the namespace enforces nothing, which is a warning.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'tunnel', {
    image: Image.fromReference('example/tunnel:1.0.0'),
    capabilities: [{ name: 'NET_ADMIN', reason: 'makes the interface of the tunnel' }],
  });
  return stack;
}
