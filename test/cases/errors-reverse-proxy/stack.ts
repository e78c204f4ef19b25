import { type App, Image, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';

export const description = 'Routes that an Ingress cannot have: files, which no entrance of a cluster has.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0') });
  const http = web.addEndpoint('http', { port: 3000 });
  new ReverseProxy(stack, 'proxy', {
    host: 'notes.example.com',
    routes: [Route.proxy('/old', http, { stripPrefix: true }), Route.staticFiles('/assets'), Route.singlePageApp('/')],
  });
  return stack;
}
