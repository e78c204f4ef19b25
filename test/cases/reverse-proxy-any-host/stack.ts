import { type App, Image, Inventory, Compose, Kubernetes, Publish, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';

export const description = 'A proxy and an endpoint under whatever host is asked for: an Ingress without a host, the second with the certificate of a Secret.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes', { targets: [new Kubernetes(), new Compose(), new Inventory()] });
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0') });
  new ReverseProxy(stack, 'proxy', { routes: [Route.webSocket('/', web.addEndpoint('http', { port: 3000 }))] });
  const admin = new Workload(stack, 'admin', { image: Image.fromReference('example/admin:1.0.0') });
  admin.addEndpoint('http', { port: 9000, publish: Publish.atAnyHost({ path: '/admin', tlsSecret: 'admin-tls' }) });
  return stack;
}
