import { AgentService, type App, Duration, Image, type KubernetesProps, Publish, ReverseProxy, Route, Stack, TlsCertificate, Workload } from 'cdk8s-compose';

export const description = 'Services behind one host: nginx in Compose, HTTPRoutes on Kubernetes, which take paths away and say so in a header.';

export const onEngine = {};

const EDGE = { className: 'envoy', name: 'edge', requestTimeout: '10m' };

export const kubernetes: KubernetesProps = { gateway: EDGE };

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const agent = new AgentService(stack, 'agent', { image: Image.fromReference('example/agent:2.1.0'), port: 8000, requestTimeout: Duration.minutes(2), publish: Publish.atHost('agent.example.com') });
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0') });
  const http = web.addEndpoint('http', { port: 3000 });
  const proxy = new ReverseProxy(stack, 'proxy', {
    host: 'notes.example.com',
    certificate: TlsCertificate.ofSecret('notes-tls'),
    routes: [Route.webSocket('/', http), Route.proxy('/api', agent.http), Route.proxy('/agents/v1/', agent.http, { stripPrefix: true })],
  });
  // It cannot do without one, whatever the others have.
  proxy.kubernetes.configure({ gateway: EDGE });
  return stack;
}
