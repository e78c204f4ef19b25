import { type App, Image, type KubernetesProps, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'A Gateway of the stack\'s own that serves less with another choice of profiles, and nothing with none: each choice has the listeners of what it runs.';

export const kubernetes: KubernetesProps = { gateway: { className: 'envoy' }, clusterIssuer: 'letsencrypt' };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.4.2') });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), profiles: ['api', 'all'] });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('status.example.com', { tls: false }) });
  const admin = new Workload(stack, 'admin', { image: Image.fromReference('example/admin:1.4.2'), profiles: ['all'] });
  admin.addEndpoint('http', { port: 8080, publish: Publish.atHost('admin.example.com', { localPort: 8081 }) });
  stack.addChoice('api', { profiles: ['api'] });
  stack.addChoice('all', { profiles: ['all'], isDefault: true });
  return stack;
}
