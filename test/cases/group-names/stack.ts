import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Groups of the image by their names, beside one by its number.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'studio');
  new Workload(stack, 'transcoder', { image: Image.fromReference('example/transcoder:2.0.1'), supplementalGroups: [992, 'video', 'render'] });
  return stack;
}
