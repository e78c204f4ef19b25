import { type App, Duration, Frames, FrontendNginx, Image, Publish, ReferrerPolicy, Route, Stack, TlsCertificate, Workload } from 'cdk8s-compose';

export const description = 'A front end with its own certificate, a redirect to it, and every header that browsers are told to be careful by.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') }).addEndpoint('http', { port: 8080 });
  new FrontendNginx(stack, 'web', {
    image: Image.fromReference('example/web:2.0.0'),
    routes: [Route.singlePageApp('/'), Route.proxy('/api', api)],
    certificate: TlsCertificate.ofSecret('web-tls'),
    publishHttps: Publish.onHostPort(443),
    publishRedirect: Publish.onHostPort(80),
    securityHeaders: {
      referrerPolicy: ReferrerPolicy.NO_REFERRER,
      frames: Frames.NONE,
      contentSecurityPolicy: "default-src 'self'; frame-ancestors 'none'",
      strictTransport: Duration.hours(8760),
    },
  });
  return stack;
}
