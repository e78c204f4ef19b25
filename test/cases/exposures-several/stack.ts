import { type App, Image, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'Several endpoints of one workload, each reached by someone else: the world, the operator, a peer, nobody.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const gateway = new Workload(stack, 'gateway', { image: Image.fromReference('example/gateway:1.0.0') });
  gateway.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  gateway.addEndpoint('admin', { port: 8081, publish: Publish.atHost('admin.example.com', { path: '/gateway' }) });
  gateway.addEndpoint('debug', { port: 6060, publish: Publish.onLoopback(6060) });
  const metrics = gateway.addEndpoint('metrics', { port: 9090 });
  gateway.addEndpoint('raft', { port: 7946 });

  new Workload(stack, 'collector', { image: Image.fromReference('example/collector:1.0.0'), env: { TARGET: metrics.authority } });
  return stack;
}
