import { type App, Duration, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Commands that are run in a container after it has started and before it is stopped; or time that passes.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'db', {
    image: Image.fromReference('example/db:7.2.1'),
    postStart: [
      { command: ['create-users', '--for', 'costs $5'] },
      { command: ['chown', '-R', '10001', '/data'], user: 'root', workingDirectory: '/data', env: { MODE: 'first $run' }, privileged: 'changes files of others' },
    ],
    preStop: [{ command: ['drain', '--wait'] }],
  });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addSidecar('proxy', { image: Image.fromReference('example/proxy:2.0.0'), preStop: [{ command: ['sleep', '5'], user: '10001', env: { QUIETLY: 'yes' } }] });
  new Workload(stack, 'web', { image: Image.fromReference('example/web:3.1.0'), postStart: [{ sleep: Duration.seconds(1) }], preStop: [{ sleep: Duration.seconds(5) }] });
  return stack;
}
