import { type App, Image, Secret, Stack, Workload } from 'cdk8s-compose';

export const description = 'An optional secret under the name of another variable: Compose can only make it empty, and says so.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const sentry = new Secret(stack, 'SENTRY_DSN', { description: 'Where errors are reported.', optional: true });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { REPORT_TO: sentry, SENTRY_DSN: sentry } });
  return stack;
}
