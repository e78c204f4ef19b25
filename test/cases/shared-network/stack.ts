import { type App, Image, Parameter, Publish, SharedNetwork, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A network that a proxy outside of the stack is on, and some that others can join: by their names in Compose, by namespaces on Kubernetes.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), egress: false, sharedNetworks: [SharedNetwork.named('shop-public')] });
  const http = api.addEndpoint('http', { port: 8000 });
  const web = new Workload(stack, 'web', {
    image: Image.fromReference('example/web:1.4.2'),
    env: { API_URL: http.url() },
    sharedNetworks: [SharedNetwork.existing('traefik_proxy', { fromNamespace: 'traefik' }), SharedNetwork.named('shop-public')],
  });
  const tenant = new Parameter(stack, 'TENANT', { default: 'main', description: 'Whose instance it is.' });
  new Workload(stack, 'exporter', { image: Image.fromReference('example/exporter:1.4.2'), sharedNetworks: [SharedNetwork.named(text`${tenant}-metrics`)] });
  // What is one network by default is two where the operator says so.
  new Workload(stack, 'relay', { image: Image.fromReference('example/relay:1.4.2'), sharedNetworks: [SharedNetwork.existing('main-metrics')] });
  web.addEndpoint('http', { port: 8080, publish: Publish.onLoopback(8080) });
  return stack;
}
