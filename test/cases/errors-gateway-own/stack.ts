import { type App, Image, type KubernetesProps, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'A Gateway of the stack\'s own that is said in two ways: of two classes, with two certificates for a host, by two issuers.';

export const kubernetes: KubernetesProps = { gateway: { className: 'envoy' }, clusterIssuer: 'letsencrypt' };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const api = new Workload(stack, 'api', { image });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  api.addEndpoint('files', { port: 8081, publish: Publish.atHost('shop.example.com', { path: '/a|b', tlsSecret: 'wildcard-tls' }) });
  api.addEndpoint('any', { port: 8082, publish: Publish.atAnyHost({ tls: true }) });
  const admin = new Workload(stack, 'admin', { image });
  admin.addEndpoint('http', { port: 8083, publish: Publish.atHost('admin.example.com') });
  admin.kubernetes.configure({ gateway: { className: 'cilium', name: 'shop' } });
  return stack;
}
