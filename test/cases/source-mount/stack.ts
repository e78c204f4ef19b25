import { type App, Image, SourceDirectory, Stack, Workload } from 'cdk8s-compose';

export const description = 'The developer\'s checkout over the image\'s copy, in Compose only; what the image built stays.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'web', {
    image: Image.fromBuild('frontend', { name: 'shop/web:dev' }),
    command: ['npm', 'run', 'dev'],
    mounts: {
      '/app': SourceDirectory.at('frontend', { keep: ['/app/node_modules', '/app/.cache'] }),
      '/docs': SourceDirectory.at('.', { readOnly: true }),
    },
  });
  return stack;
}
