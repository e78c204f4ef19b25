import { type App, Image, Parameter, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'A host name that Compose serves on all networks as well, and addresses of the host that the operator chooses.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const address = new Parameter(stack, 'BIND_ADDRESS', { default: '127.0.0.1', description: 'Address of the host on which the API and its administration answer.' });
  const web = new Workload(stack, 'web', { image: Image.fromReference('example/web:2.0.0') });
  web.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com', { localPort: 80, localAddress: '0.0.0.0' }) });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8000, publish: Publish.onAddress(address, 8000) });
  api.addEndpoint('admin', { port: 8001, publish: Publish.atHost('admin.example.com', { localAddress: address }) });
  return stack;
}
