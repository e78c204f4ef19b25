import { type App, Image, Parameter, Stack, Workload } from 'cdk8s-compose';

export const description = 'A log that somebody else gets, with a choice of the operator.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const server = new Parameter(stack, 'LOG_SERVER', { default: 'udp://127.0.0.1:514', description: 'Who gets the log.' });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), logDriver: { name: 'syslog', options: { 'syslog-address': server, tag: '{{.Name}} $1' } } });
  new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.4.2'), logDriver: { name: 'none' } });
  return stack;
}
