import { type App, Image, Publish, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';

export const description = 'Gateways of workloads that cannot be: for what is not published, of a class and elsewhere; and a proxy that changes paths without one.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const api = new Workload(stack, 'api', { image });
  const http = api.addEndpoint('http', { port: 8080 });
  api.kubernetes.configure({ gateway: { name: 'public' } });
  const admin = new Workload(stack, 'admin', { image });
  admin.addEndpoint('http', { port: 8081, publish: Publish.atHost('admin.example.com') });
  admin.kubernetes.configure({ gateway: { className: 'envoy', namespace: 'gateways', listeners: { http: 'web' } } });
  const proxy = new ReverseProxy(stack, 'proxy', { host: 'shop.example.com', localPort: 8082, routes: [Route.proxy('/api', http, { stripPrefix: true })] });
  proxy.kubernetes.configure({ gateway: {}, nodeSelector: { pool: 'edge' } });
  return stack;
}
