import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Further servers, domains and options for looking up names: servers are asked first in Compose alone.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    dnsConfig: { nameservers: ['10.0.0.53'], searches: ['example.com'], options: { ndots: '2', rotate: '' } },
  });
  return stack;
}
