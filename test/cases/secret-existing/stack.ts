import { type App, Image, Postgres, Secret, Stack, Workload } from 'cdk8s-compose';

export const description = 'Secrets that the cluster has already, under names of their own: in variables, in a URL, as a file; variables of the operator in Compose.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const password = new Secret(stack, 'DB_PASSWORD', { description: 'Password of the managed database.', existing: { secretName: 'shop-db-app', key: 'password' } });
  const token = new Secret(stack, 'API_TOKEN', { description: 'Token of the payment provider.', existing: { secretName: 'payments' } });
  const licence = new Secret(stack, 'LICENCE', { description: 'Licence of the program.', existing: { secretName: 'licences', key: 'shop.lic' } });
  const session = new Secret(stack, 'SESSION_KEY', { description: 'Signs session cookies.' });
  const postgres = Postgres.external(stack, 'postgres', { host: 'shop-db-rw.databases.svc', database: 'shop', password });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { DATABASE_URL: postgres.url(), PGPASSWORD: password, API_TOKEN: token, SESSION_KEY: session },
    mounts: { '/run/secrets/licence': licence.asFile() },
  });
  return stack;
}
