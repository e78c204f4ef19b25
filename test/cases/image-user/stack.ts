import { acknowledge, type App, Image, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'The user that the image says, in a container and in one beside it, with no limit on what it uses.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const tool = new Workload(stack, 'tool', {
    image: Image.fromReference('example/tool:1.0.0'),
    imageUser: true,
    readOnlyRoot: false,
    resources: { cpu: { unlimited: true }, memory: { unlimited: true } },
    mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) },
  });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), resources: { memory: { unlimited: true } } });
  api.addSidecar('helper', { image: Image.fromReference('example/helper:1.0.0'), imageUser: true });
  for (const workload of [tool, api]) acknowledge(workload, 'kubernetes/pod-security', 'nothing is known of who the image runs as');
  return stack;
}
