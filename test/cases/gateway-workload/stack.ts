import { AgentService, type App, Image, type KubernetesProps, Publish, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';

export const description = 'One Gateway for all but a workload with another one, a proxy with one of its own, and a workload that keeps its Ingress.';

export const kubernetes: KubernetesProps = { gateway: { name: 'public', listeners: { https: 'https' }, requestTimeout: '' } };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const api = new Workload(stack, 'api', { image });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  const admin = new Workload(stack, 'admin', { image });
  admin.addEndpoint('http', { port: 8080, publish: Publish.atHost('admin.example.com', { localPort: 8081 }) });
  admin.kubernetes.configure({ gateway: { name: 'internal', namespace: 'gateways' } });
  const old = new Workload(stack, 'old', { image });
  old.addEndpoint('http', { port: 8080, publish: Publish.atHost('old.example.com', { localPort: 8082 }) });
  old.kubernetes.configure({ gateway: {} });
  const agent = new AgentService(stack, 'agent', { image: Image.fromReference('example/agent:2.1.0'), port: 8000 });
  const proxy = new ReverseProxy(stack, 'proxy', { host: 'agents.example.com', localPort: 8083, routes: [Route.proxy('/v1', agent.http, { stripPrefix: true })] });
  proxy.kubernetes.configure({ gateway: { className: 'envoy' } });
  return stack;
}
