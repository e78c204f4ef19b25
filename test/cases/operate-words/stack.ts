import { type App, Image, Postgres, Redis, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Servers that are told in words what their own properties do not say: a name of the container, labels, a profile.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  stack.addChoice('cached', { profiles: ['cache'], isDefault: true });
  stack.addChoice('plain', { profiles: [] });
  const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(10) });
  postgres.operate({ containerName: 'shop_db', labels: { team: 'payments' }, logRotation: { files: 2 } });
  postgres.operate({ labels: { team: 'storage' } });
  const redis = new Redis(stack, 'redis');
  redis.operate({ profiles: ['cache'], hostname: 'cache', pidsLimit: 64 });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), labels: { team: 'payments' }, env: { DATABASE_URL: postgres.url() } });
  api.connectTo(redis.endpoint, { required: false });
  return stack;
}
