import { acknowledge, type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'On the network of the host: peers find it by the address of the machine, and no network policy holds for it.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const discovery = new Workload(stack, 'discovery', { image: Image.fromReference('example/discovery:1.4.2'), hostNetwork: 'answers broadcasts of the local network' });
  discovery.addSidecar('metrics', { image: Image.fromReference('example/metrics:1.0.0') });
  const endpoint = discovery.addEndpoint('http', { port: 8123 });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { DISCOVERY: endpoint.url() }, egress: false });
  acknowledge(discovery, 'kubernetes/pod-security', 'the nodes are ours alone');
  return stack;
}
