import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Names with addresses of their own in both outputs, and the machine itself, which Compose alone has.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    extraHosts: { 'ldap.example.com': '10.0.0.5', 'directory.example.com': '10.0.0.5', 'ldap6.example.com': 'fd00::5', 'host.docker.internal': 'host-gateway' },
  });
  return stack;
}
