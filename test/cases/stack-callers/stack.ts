import { type App, Image, Redis, Stack, Workload } from 'cdk8s-compose';

export const description = 'A stack whose workloads are called by those of others: they are let in from their namespaces, and join a network that is made for them.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'data');
  const redis = new Redis(stack, 'redis');
  const search = new Workload(stack, 'search', { image: Image.fromReference('example/search:1.0.0'), env: { REDIS_URL: redis.url() } });
  const http = search.addEndpoint('http', { port: 7700 });
  const metrics = search.addEndpoint('metrics', { port: 9090 });
  search.addSidecar('log', { image: Image.fromReference('example/log:1.0.0') });
  const shop = new Stack(app, 'shop');
  new Workload(shop, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { SEARCH_URL: http.url(), METRICS_URL: metrics.url() } });
  new Workload(new Stack(app, 'office', { namespace: 'team-office' }), 'web', { image: Image.fromReference('example/web:1.4.2'), env: { SEARCH_URL: http.url(), REDIS_HOST: redis.host } });
  return stack;
}
