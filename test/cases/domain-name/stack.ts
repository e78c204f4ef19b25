import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'The domain behind a host name.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'post');
  new Workload(stack, 'mail', { image: Image.fromReference('example/mail:3.1.0'), hostname: 'mail', domainName: 'example.com' });
  return stack;
}
