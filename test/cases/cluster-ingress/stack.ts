import { type App, Image, type KubernetesProps, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'Who serves what is published, with which certificate, said once for all: by class, annotations and issuer.';

export const kubernetes: KubernetesProps = {
  ingressClass: 'nginx',
  ingressAnnotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '1g', 'example.com/owner': 'platform' },
  clusterIssuer: 'letsencrypt',
};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  api.addEndpoint('admin', { port: 9090, publish: Publish.atHost('admin.example.com', { ingressClass: 'internal', clusterIssuer: 'internal-ca' }) });
  api.addEndpoint('files', { port: 9091, publish: Publish.atHost('files.example.com', { tlsSecret: 'wildcard-tls' }) });
  api.addEndpoint('plain', { port: 9092, publish: Publish.atAnyHost() });
  return stack;
}
