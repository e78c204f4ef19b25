import { type App, Image, ImagePullPolicy, Stack, Workload } from 'cdk8s-compose';

export const description = 'Images that are pulled and built in ways that an engine can show: each policy, a build of the checkout at every start.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), imagePullPolicy: ImagePullPolicy.ALWAYS });
  api.addInitContainer('seed', { image: Image.fromReference('example/seed:1.0.0'), imagePullPolicy: ImagePullPolicy.NEVER });
  new Workload(stack, 'worker', { image: Image.fromReference('example/worker:2.0.0'), imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT });
  new Workload(stack, 'web', {
    image: Image.fromBuild('web', { name: 'example/web:7', dockerfile: 'docker/Dockerfile', target: 'production', args: { MODE: 'costs $5' } }),
    imagePullPolicy: ImagePullPolicy.BUILD,
  });
  return stack;
}
