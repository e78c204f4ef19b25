import { type App, Image, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'References to endpoints give the value, the start order and the network rule, the same in both targets.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  const http = api.addEndpoint('http', { port: 8080 });
  const metrics = api.addEndpoint('metrics', { port: 9090 });

  new Workload(stack, 'web', {
    image: Image.fromReference('example/web:2.0.0'),
    env: {
      API_HOST: http.host,
      API_PORT: http.port,
      API_AUTHORITY: http.authority,
      API_URL: http.url({ path: '/v1?currency=$' }),
      API_SOCKET: http.url({ scheme: 'wss', user: 'web' }),
      METRICS: text`${metrics.host}:${metrics.port} (every ${30} s)`,
    },
  });
  return stack;
}
