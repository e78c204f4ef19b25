import { type App, ConfigFile, Image, Scratch, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'A volume, a file and directories whose names would be the same in a pod, and one volume at two paths.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const data = new Volume(stack, 'data', { size: Size.gibibytes(1) });
  const store = new Workload(stack, 'store', {
    image: Image.fromReference('example/store:3.0.1'),
    mounts: {
      '/data': data,
      '/srv/data': data.readOnly(),
      '/run/a.b': Scratch.ofSize(Size.mebibytes(1)),
      '/run/a-b': Scratch.ofSize(Size.mebibytes(2)),
    },
  });
  // In the stack it is called store-data.
  store.addMount('/etc/store.conf', new ConfigFile(store, 'data', { fileName: 'store.conf', content: 'mode = fast\n' }));
  store.addMount('/backup', new Volume(stack, 'store-data', { size: Size.gibibytes(1) }));
  return stack;
}
