import { type App, Image, type KubernetesProps, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'A Gateway of the stack\'s own: a listener with a certificate for each host with TLS, made by an issuer, and one that leads to them.';

export const kubernetes: KubernetesProps = {
  gateway: { className: 'envoy', annotations: { 'example.com/owner': 'platform' }, requestTimeout: '1h30m' },
  clusterIssuer: 'letsencrypt',
};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com', { otherHosts: ['www.example.com'] }) });
  api.addEndpoint('plain', { port: 9092, publish: Publish.atHost('status.example.com', { tls: false }) });
  const admin = new Workload(stack, 'admin', { image: Image.fromReference('example/admin:1.4.2') });
  admin.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com', { path: '/admin', localPort: 8081 }) });
  return stack;
}
