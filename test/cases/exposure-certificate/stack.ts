import { type App, Image, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'The certificate of a public host comes from a Secret of any name, or from an issuer of cert-manager.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com', { tlsSecret: 'wildcard-tls' }) });
  api.addEndpoint('admin', { port: 9090, publish: Publish.atHost('admin.example.com', { clusterIssuer: 'letsencrypt', tlsSecret: 'admin' }) });
  return stack;
}
