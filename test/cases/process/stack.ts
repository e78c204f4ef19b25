import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Entry point, command and working directory, word by word: no shell, and every `$` arrives as it is.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  new Workload(stack, 'command-only', { image, command: ['serve', '--port', '8080', '--title', 'two words', ''] });
  new Workload(stack, 'entrypoint-only', { image, entrypoint: ['/usr/bin/env'] });
  new Workload(stack, 'all', {
    image,
    entrypoint: ['/bin/sh', '-c'],
    command: ['echo "$HOME $(date) ${USER:-nobody} $$"; exec sleep infinity'],
    workingDirectory: '/srv/app',
  });
  return stack;
}
