import { type App, Image, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';

export const description = 'A proxy under two host names, without a route for the root: what is elsewhere is not found in either target.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  new ReverseProxy(stack, 'proxy', {
    host: 'notes.example.com',
    otherHosts: ['notes.example.org'],
    routes: [Route.proxy('/api', api.addEndpoint('http', { port: 8000 }))],
  });
  return stack;
}
