import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A user that is given beside the image\'s own, and beside root at start: nobody can tell which is meant.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), user: { uid: 1000, gid: 1000 }, imageUser: true });
  api.addSidecar('helper', { image: Image.fromReference('example/helper:1.0.0'), user: { uid: 1000, gid: 1000 }, rootAtStart: 'it becomes another user' });
  return stack;
}
