import { type App, Image, type KubernetesProps, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'A Gateway of the platform team serves what is published: HTTPRoutes attach to its listeners, and a route of its own leads to TLS.';

export const kubernetes: KubernetesProps = {
  gateway: { name: 'public', namespace: 'gateways', listeners: { https: 'websecure', http: 'web' } },
};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com', { otherHosts: ['www.example.com'], path: '/v1/' }) });
  api.addEndpoint('files', { port: 9091, publish: Publish.atHost('files.example.com', { tlsSecret: 'wildcard-tls' }) });
  api.addEndpoint('plain', { port: 9092, publish: Publish.atAnyHost() });
  api.addEndpoint('admin', { port: 9090, publish: Publish.atHost('admin.example.com', { ingressClass: 'internal' }) });
  return stack;
}
