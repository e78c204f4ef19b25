import { type App, ConfigFile, Image, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A config file that names endpoints: who mounts it is connected to them.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  const http = api.addEndpoint('http', { port: 8080 });
  const proxy = new Workload(stack, 'proxy', { image: Image.fromReference('example/proxy:1.0.0') });
  const content = text`upstream: ${http.url()}\nheader: $remote_addr\n`;
  proxy.addMount('/etc/proxy.yaml', new ConfigFile(proxy, 'config', { fileName: 'proxy.yaml', content }));
  return stack;
}
