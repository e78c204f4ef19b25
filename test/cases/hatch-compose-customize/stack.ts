import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A callback changes the Compose service of a workload before it is written.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.compose.customize((service) => {
    service.init = true;
    service.extra_hosts = { 'host.docker.internal': 'host-gateway' };
    service.labels = { ...service.labels, 'com.example.owner': 'team-blue' };
  });
  return stack;
}
