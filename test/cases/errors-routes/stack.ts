import { type App, Duration, FrontendNginx, Image, Protocol, Publish, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';

export const description = 'Routes on which no request arrives, and what needs a certificate without one.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const dns = new Workload(stack, 'dns', { image: Image.fromReference('example/dns:1.0.0') });
  const udp = dns.addEndpoint('dns', { port: 5353, protocol: Protocol.UDP, publish: Publish.atHost('dns.example.com') });
  const image = Image.fromReference('example/web:2.0.0');
  const web = new FrontendNginx(stack, 'web', { image, routes: [Route.staticFiles('/healthz'), Route.proxy('/dns', udp)] });
  const other = new FrontendNginx(stack, 'other', { image, routes: [Route.proxy('/web', web.http)] });
  web.addRoute(Route.proxy('/self', web.http));
  web.addRoute(Route.webSocket('/other', other.http));
  new FrontendNginx(stack, 'plain', {
    image,
    publishHttps: Publish.onHostPort(443),
    publishRedirect: Publish.onHostPort(80),
    securityHeaders: { contentSecurityPolicy: 'default-src "self"', strictTransport: Duration.seconds(0) },
  });
  new ReverseProxy(stack, 'proxy', { otherHosts: ['shop.example.com'], clusterIssuer: 'letsencrypt', redirectToHttps: true, routes: [Route.webSocket('/', other.http)] });
  return stack;
}
