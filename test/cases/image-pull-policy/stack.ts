import { type App, Image, ImagePullPolicy, Stack, Workload } from 'cdk8s-compose';

export const description = 'When the registry is asked for an image, and an image that Compose builds at every start.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), imagePullPolicy: ImagePullPolicy.ALWAYS });
  api.addInitContainer('seed', { image: Image.fromReference('example/seed:1.0.0'), imagePullPolicy: ImagePullPolicy.NEVER });
  new Workload(stack, 'web', { image: Image.fromBuild('web', { name: 'registry.example.com/web:7' }), imagePullPolicy: ImagePullPolicy.BUILD });
  new Workload(stack, 'worker', { image: Image.fromReference('example/worker:latest'), imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT });
  return stack;
}
