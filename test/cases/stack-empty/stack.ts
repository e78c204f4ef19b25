import { type App, Stack } from 'cdk8s-compose';

export const description = 'A stack with nothing in it yet: a namespace, and an empty Compose project.';

export function build(app: App): Stack {
  return new Stack(app, 'shop');
}
