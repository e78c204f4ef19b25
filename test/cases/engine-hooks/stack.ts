import { type App, Image, Scratch, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'What is run in a container once it has started and before it is stopped, as whom, where and with which variables: an engine can show it.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'db', {
    image: Image.fromReference('example/db:7.2.1'),
    env: { MODE: 'server' },
    mounts: { '/data': Scratch.ofSize(Size.mebibytes(16)) },
    postStart: [
      { command: ['create-users', '--for', 'costs $5'] },
      { command: ['hand-over', '/data'], user: 'root', workingDirectory: '/data', env: { MODE: 'first $run' }, privileged: 'changes files of others' },
    ],
    preStop: [{ command: ['drain', '--wait'] }, { command: ['sign-off'], workingDirectory: '/data', env: { QUIETLY: 'yes' } }],
  });
  return stack;
}
