import { acknowledge, type App, Image, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'An image that starts as root, hands its directory to a user of its own and becomes that one.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const data = new Volume(stack, 'data', { size: Size.gibibytes(1) });
  const cache = new Workload(stack, 'cache', { image: Image.fromReference('example/cache:7.4.0'), rootAtStart: 'its entry point hands /data to the user cache', mounts: { '/data': data } });
  acknowledge(cache, 'kubernetes/pod-security', 'root at start');
  return stack;
}
