import { type App, FrontendNginx, Image, Publish, ReverseProxy, Route, Stack, TlsCertificate, Workload } from 'cdk8s-compose';

export const description = 'A certificate as files: for a server on both sides, and for a proxy in place of which Kubernetes has an Ingress.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const web = new FrontendNginx(stack, 'web', {
    image: Image.fromReference('example/web:1.0.0'),
    certificate: TlsCertificate.ofSecret('web-tls', { variable: 'WEB_TLS' }),
    publishHttps: Publish.onLoopback(9443),
  });
  new Workload(stack, 'broker', {
    image: Image.fromReference('example/broker:1.0.0'),
    mounts: { '/etc/broker/tls': TlsCertificate.ofSecret('shop-tls') },
  });
  new ReverseProxy(stack, 'proxy', {
    host: 'shop.example.com',
    certificate: TlsCertificate.ofSecret('shop-tls'),
    routes: [Route.proxy('/', web.http)],
  });
  return stack;
}
