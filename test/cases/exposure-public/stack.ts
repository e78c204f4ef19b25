import { type App, Duration, Image, Publish, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'A public host with TLS, and one of another ingress controller without: an Ingress each, loopback in Compose.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/web:2.0.0');
  const web = new Workload(stack, 'web', { image });
  web.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });

  const api = new Workload(stack, 'api', { image });
  api.addEndpoint('http', {
    port: 8000,
    publish: Publish.atHost('shop.intranet', {
      path: '/api',
      tls: false,
      ingressClass: 'traefik',
      localPort: 18000,
      requestTimeout: Duration.minutes(30),
      maxBodySize: Size.gibibytes(2),
    }),
  });
  return stack;
}
