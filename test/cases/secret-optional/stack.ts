import { type App, Image, Secret, Stack, Workload } from 'cdk8s-compose';

export const description = 'An optional secret: without a value the variable is not set, in both.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const sentry = new Secret(stack, 'SENTRY_DSN', { description: 'Where errors are reported.', hint: 'https://sentry.io', optional: true });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { SENTRY_DSN: sentry } });
  return stack;
}
