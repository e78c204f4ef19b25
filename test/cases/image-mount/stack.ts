import { type App, Compose, Image, ImageMount, Inventory, Kubernetes, Stack, Workload } from 'cdk8s-compose';

export const description = 'The content of images as read-only directories: weights that several programs read, and one directory of plugins; they come from the mirror as all images do.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { registries: { 'docker.io': 'mirror.example.com' }, targets: [new Kubernetes(), new Compose({ engine: 28 }), new Inventory()] });
  const weights = ImageMount.fromReference('example/weights:2.1.0');
  const image = Image.fromReference('example/inference:1.4.2');
  new Workload(stack, 'inference', { image, mounts: { '/models': weights, '/plugins': ImageMount.fromReference('registry.example.com/plugins:7', { subPath: 'linux/$ARCH' }) } });
  new Workload(stack, 'tokenizer', { image, mounts: { '/models': weights } });
  return stack;
}
