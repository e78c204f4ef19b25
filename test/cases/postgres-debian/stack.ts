import { type App, Image, Postgres, Size, Stack } from 'cdk8s-compose';

export const description = 'PostgreSQL from a Debian image, with a script for the first start and a backup every Sunday.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const postgres = new Postgres(stack, 'postgres', {
    image: Image.fromReference('postgres:14'),
    runAs: { uid: 999, gid: 999 },
    database: 'shop',
    storage: Size.gibibytes(10),
    initScripts: { '10-orders.sql': 'CREATE TABLE orders (id integer PRIMARY KEY);\n' },
  });
  postgres.addBackup({ schedule: '0 4 * * 0', storage: Size.gibibytes(20), keep: 4 });
  return stack;
}
