import { type App, HostPath, Image, Parameter, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A directory, a file and a socket of the machine, each with its reason: the namespace allows the level privileged.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const run = new Parameter(stack, 'RUN_DIR', { default: '/var/run', description: 'Where the engine has its socket.' });
  new Workload(stack, 'collector', {
    image: Image.fromReference('example/collector:3.1.0'),
    mounts: {
      '/host/sys': HostPath.directory('/sys', { reason: 'reads the temperature of the disks', readOnly: true }),
      '/etc/host-release': HostPath.file('/etc/os-release', { reason: 'reports what the machine runs', readOnly: true }),
      '/var/run/docker.sock': HostPath.socket(text`${run}/docker.sock`, { reason: 'lists the containers' }),
    },
  });
  return stack;
}
