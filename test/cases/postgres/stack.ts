import { type App, Image, Postgres, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'PostgreSQL, and a client that is given its URL.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const postgres = new Postgres(stack, 'postgres', { database: 'shop', user: 'shop owner', storage: Size.gibibytes(10) });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { DATABASE_URL: postgres.url(), DB_HOST: postgres.host, DB_PORT: postgres.port, DB_PASSWORD: postgres.password },
  });
  return stack;
}
