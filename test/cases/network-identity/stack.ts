import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A domain and the address of a network card: Compose has both, Kubernetes neither.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'mail', { image: Image.fromReference('example/mail:1.4.2'), hostname: 'mail', domainname: 'example.com', macAddress: '02:42:ac:11:65:43' });
  return stack;
}
