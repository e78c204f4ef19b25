import { type App, Image, RestartPolicy, Stack, Workload } from 'cdk8s-compose';

export const description = 'When the engine starts something again, in its own words: a Deployment always does, which is a warning where it should not.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), restartPolicy: RestartPolicy.ALWAYS });
  new Workload(stack, 'importer', { image: Image.fromReference('example/importer:1.0.0'), restartPolicy: RestartPolicy.ON_FAILURE });
  new Workload(stack, 'setup', { image: Image.fromReference('example/setup:1.0.0'), restartPolicy: RestartPolicy.NEVER });
  return stack;
}
