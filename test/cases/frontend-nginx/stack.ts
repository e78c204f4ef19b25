import { type App, Duration, FrontendNginx, Image, Publish, Route, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'A front end with every kind of route; its nginx.conf is written from them.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  const http = api.addEndpoint('http', { port: 8080, requestTimeout: Duration.minutes(10) });

  const web = new FrontendNginx(stack, 'web', {
    image: Image.fromReference('example/web:2.0.0'),
    routes: [Route.singlePageApp('/'), Route.staticFiles('/assets/'), Route.proxy('/api/', http, { stripPrefix: true })],
    maxBodySize: Size.mebibytes(20),
    publish: Publish.atHost('shop.example.com', { localPort: 3000 }),
  });
  web.addRoute(Route.webSocket('/api/stream', http));
  web.addRoute(Route.staticFiles('/downloads/', { maxAge: Duration.minutes(5) }));
  return stack;
}
