import { type App, Image, Secret, SecretStore, Stack, Workload } from 'cdk8s-compose';

export const description = 'The cluster takes the secrets from a store; Compose reads them from .env all the same.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { secretStore: SecretStore.cluster('vault') });
  const session = new Secret(stack, 'SESSION_KEY', { description: 'Signs session cookies.' });
  const sentry = new Secret(stack, 'SENTRY_DSN', { description: 'Where errors are reported.', optional: true });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { SESSION_KEY: session, SENTRY_DSN: sentry } });
  return stack;
}
