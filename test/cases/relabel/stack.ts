import { type App, HostPath, Image, SelinuxRelabel, Size, SourceDirectory, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'Directories of a host with SELinux, which the engine of Compose labels anew.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'db', {
    image: Image.fromReference('example/db:7.2.1'),
    mounts: {
      '/data': new Volume(stack, 'data', { size: Size.gibibytes(1), hostPath: './data', relabel: SelinuxRelabel.PRIVATE }),
      '/init': SourceDirectory.at('init', { readOnly: true, relabel: SelinuxRelabel.SHARED }),
      '/backup': HostPath.directory('/srv/backup', { reason: 'the nightly backup of the machine takes it from there', relabel: SelinuxRelabel.SHARED }),
    },
  });
  return stack;
}
