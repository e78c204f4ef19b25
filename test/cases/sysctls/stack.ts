import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Parameters of the kernel: those of the network are with it, and what is unsafe for a kubelet is a warning.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    sysctls: { 'net.core.somaxconn': '1024', 'net.ipv4.ip_unprivileged_port_start': '80', 'kernel.sem': '250 32000 100 128' },
  });
  api.addEndpoint('http', { port: 80 });
  api.addSidecar('proxy', { image: Image.fromReference('example/proxy:1.0.0') });
  new Workload(stack, 'web', { image: Image.fromReference('example/web:1.4.2'), sysctls: { 'net.ipv4.tcp_syncookies': '1' } }).addEndpoint('http', { port: 81 });
  new Workload(stack, 'chat', { image: Image.fromReference('example/chat:1.4.2'), sysctls: { 'net.ipv4.tcp_keepalive_time': '60', 'net.ipv4.tcp_rmem': '4096 131072 6291456' } });
  return stack;
}
