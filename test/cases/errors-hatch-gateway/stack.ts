import { type App, Image, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';
import { ApiObject, JsonPatch } from 'cdk8s';

export const description = 'On Kubernetes a proxy is an Ingress and nothing else: there is no controller to customize or to patch.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0') });
  const http = web.addEndpoint('http', { port: 3000 });
  const proxy = new ReverseProxy(stack, 'proxy', { host: 'notes.example.com', routes: [Route.proxy('/', http)] });
  ApiObject.of(proxy).addJsonPatch(JsonPatch.replace('/spec/replicas', 2));
  proxy.kubernetes.customize(({ controller }) => {
    controller.metadata.labels = {};
  });
  return stack;
}
