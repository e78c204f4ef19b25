import { type App, Image, ImagePullPolicy, Stack, Workload } from 'cdk8s-compose';

export const description = 'What every node has of a process and of what runs before it: names, safe parameters of the kernel, an architecture, images that are there.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'), imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT, platform: 'linux/amd64',
    sysctls: { 'net.ipv4.tcp_syncookies': '1', 'net.ipv4.ip_local_port_range': '20000 50000', 'net.ipv4.tcp_keepalive_time': '60', 'net.ipv4.tcp_rmem': '4096 131072 6291456' },
    hostname: 'api-1', extraHosts: { 'ldap.example.com': '10.0.0.5' }, dnsConfig: { searches: ['example.com'] },
  });
  api.addInitContainer('seed', { image: Image.fromReference('example/seed:latest'), imagePullPolicy: ImagePullPolicy.NEVER });
  const http = api.addEndpoint('http', { port: 8080 });
  new Workload(stack, 'web', { image: Image.fromReference('example/web:latest'), imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT }).connectTo(http);
  return stack;
}
