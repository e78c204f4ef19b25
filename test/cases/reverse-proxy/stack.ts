import { JsonPatch } from 'cdk8s';
import { AgentService, type App, Image, ReverseProxy, Route, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Two services behind one host: nginx in Compose, an Ingress that leads to both on Kubernetes.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const agent = new AgentService(stack, 'agent', { image: Image.fromReference('example/agent:2.1.0'), port: 8000 });
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0'), env: { AGENT_URL: agent.http.url() } });
  const http = web.addEndpoint('http', { port: 3000 });
  const proxy = new ReverseProxy(stack, 'proxy', {
    host: 'notes.example.com',
    clusterIssuer: 'letsencrypt',
    maxBodySize: Size.mebibytes(20),
    localPort: 8443,
    routes: [Route.webSocket('/', http)],
  });
  proxy.kubernetes.addJsonPatch('Ingress', JsonPatch.add('/spec/ingressClassName', 'internal'));
  proxy.addRoute(Route.proxy('/api', agent.http));
  return stack;
}
