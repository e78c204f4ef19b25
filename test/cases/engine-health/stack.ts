import { type App, Duration, HealthProbe, Image, ProbeClient, ProbeScheme, Stack, Worker, Workload } from 'cdk8s-compose';

export const description = 'Every kind of check, in a form that an engine can make: with headers and over TLS, by gRPC, of the image, and none.';

export const onEngine = {};

const UPSTREAM = { from: 'https://git.example.com/shop', read: '2026-07-01' };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const headers = { 'Host': 'shop.example.com', 'X-Asked-By': "the platform's own" };
  const tls = new Workload(stack, 'tls', {
    image: Image.fromReference('example/tls:1.4.2'), stopGracePeriod: Duration.millis(2300),
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL, scheme: ProbeScheme.HTTPS, headers, interval: Duration.millis(2500), startPeriod: Duration.millis(9500), startInterval: Duration.millis(500) }),
  });
  tls.addEndpoint('web', { port: 8443 });
  const prices = new Workload(stack, 'prices', { image: Image.fromReference('example/prices:1.0.0'), health: HealthProbe.fromGrpc({ client: ProbeClient.GRPC_HEALTH_PROBE, service: 'shop.v1.Prices' }) });
  prices.addEndpoint('grpc', { port: 9000 });
  const search = new Workload(stack, 'search', { image: Image.fromReference('example/search:1.4.2'), health: HealthProbe.fromImage({ retries: 6, timeout: Duration.seconds(4) }) });
  const cache = new Workload(stack, 'cache', { image: Image.fromReference('example/cache:1.4.2'), health: HealthProbe.fromTcpSocket({ client: ProbeClient.NC }) });
  cache.addEndpoint('tcp', { port: 6379 });
  const facts = { ...UPSTREAM, program: { words: ['celery'], source: 'Dockerfile:30' }, users: [{ uid: 'any' as const, source: 'Dockerfile:29' }], healthcheck: { command: ['sh', '-c', 'exit 1'], source: 'Dockerfile:31' }, tools: [{ names: ['sh'], source: 'Dockerfile:1' }] };
  const worker = new Worker(stack, 'worker', { image: Image.fromReference('example/worker:1.4.2', { facts }), command: ['celery', 'worker'], health: HealthProbe.none() });
  worker.startAfter(search);
  return stack;
}
