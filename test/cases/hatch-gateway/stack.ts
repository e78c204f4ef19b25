import { type App, Image, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';
import { JsonPatch } from 'cdk8s';

export const description = 'A proxy that is an Ingress takes patches, and says that there is nothing else to customize.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0') });
  const http = web.addEndpoint('http', { port: 3000 });
  const proxy = new ReverseProxy(stack, 'proxy', { host: 'notes.example.com', routes: [Route.proxy('/', http)] });
  proxy.kubernetes.addJsonPatch('Ingress', JsonPatch.replace('/spec/ingressClassName', 'internal'));
  proxy.kubernetes.customize(({ controller }) => {
    controller.metadata.labels = {};
  });
  return stack;
}
