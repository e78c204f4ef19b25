import { type App, Image, MaxMemoryPolicy, Redis, Secret, Stack, Workload } from 'cdk8s-compose';

export const description = 'Valkey in place of Redis: its programs and the variable of its client are called after it.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const password = new Secret(stack, 'VALKEY_PASSWORD', { description: 'Password of Valkey.' });
  const valkey = new Redis(stack, 'valkey', { image: Image.fromReference('valkey/valkey:9'), password, maxMemoryPolicy: MaxMemoryPolicy.NO_EVICTION });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { REDIS_URL: valkey.url() } });
  return stack;
}
