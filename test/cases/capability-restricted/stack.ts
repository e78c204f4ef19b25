import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A capability that the restricted Pod Security Standard allows, with the reason in both outputs.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'web', {
    image: Image.fromReference('example/web:2.0.0'),
    capabilities: [{ name: 'NET_BIND_SERVICE', reason: 'the binary has the file capability and does not start without it' }],
  });
  return stack;
}
