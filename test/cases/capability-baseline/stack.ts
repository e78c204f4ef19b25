import { acknowledge, type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Capabilities that need the baseline level: the namespace enforces no more than that, and it is a warning.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/importer:1.0.0');
  const importer = new Workload(stack, 'importer', { image, capabilities: [{ name: 'CHOWN', reason: 'keeps the owners of what it unpacks' }] });
  acknowledge(importer, 'kubernetes/pod-security', 'the archive format demands it');
  new Workload(stack, 'exporter', {
    image,
    capabilities: [
      { name: 'FOWNER', reason: 'sets times of files of others, $HOME included' },
      { name: 'DAC_OVERRIDE', reason: 'reads files of others' },
    ],
  });
  return stack;
}
