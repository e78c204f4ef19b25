import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Other names by which peers reach a workload: aliases on each of its networks, a Service of each; a name with dots is Compose\'s alone.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const clickhouse = new Workload(stack, 'clickhouse', { image: Image.fromReference('example/clickhouse:24.8'), aliases: ['sentry-clickhouse', 'clickhouse.internal'] });
  const http = clickhouse.addEndpoint('http', { port: 8123 });
  const shared = new Workload(stack, 'queue', { image: Image.fromReference('example/queue:3.1'), aliases: ['jobs'], egress: false });
  shared.addSidecar('metrics', { image: Image.fromReference('example/exporter:1.0') });
  shared.addEndpoint('amqp', { port: 5672 });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { CLICKHOUSE_URL: 'http://sentry-clickhouse:8123' } });
  api.connectTo(http);
  return stack;
}
