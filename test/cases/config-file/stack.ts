import { type App, ConfigFile, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A config file that two workloads mount: one ConfigMap and one file, and a change of it replaces both.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const rules = new ConfigFile(stack, 'rules', { fileName: 'rules.json', content: '{\n  "price": "$10",\n  "host": "${HOST}"\n}\n' });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), mounts: { '/etc/api/rules.json': rules } });
  new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.0.0'), mounts: { '/srv/rules.json': rules } });
  return stack;
}
