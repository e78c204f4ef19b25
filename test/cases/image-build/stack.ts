import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Images built from the checkout and from a repository: Compose builds them, Kubernetes takes them by their names.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { sourceVariable: 'SHOP_DIR' });
  new Workload(stack, 'web', { image: Image.fromBuild('.') });
  new Workload(stack, 'api', {
    image: Image.fromBuild('services/api', {
      name: 'registry.example.com/shop/api:1.4.2',
      dockerfile: 'docker/Dockerfile',
      target: 'production',
      args: { PYTHON_VERSION: '3.12', PROMPT: 'costs $5' },
    }),
  });
  new Workload(stack, 'docs', {
    image: Image.fromBuild('https://github.com/example/docs.git#v2.0.1:site', { name: 'registry.example.com/shop/docs:2.0.1', dockerfile: 'docker/Dockerfile' }),
  });
  return stack;
}
