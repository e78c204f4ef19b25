import { type App, Image, Protocol, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'One port number over TCP and over UDP: two endpoints, each with its protocol everywhere.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const resolver = new Workload(stack, 'resolver', { image: Image.fromReference('example/resolver:1.0.0') });
  const udp = resolver.addEndpoint('dns', { port: 5353, protocol: Protocol.UDP, publish: Publish.onLoopback(5353) });
  resolver.addEndpoint('dns-tcp', { port: 5353 });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { RESOLVER: udp.authority } });
  return stack;
}
