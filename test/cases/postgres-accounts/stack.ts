import { type App, Image, Postgres, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'PostgreSQL with a superuser, a user for each of two databases, and extensions of its image.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const postgres = new Postgres(stack, 'postgres', {
    image: Image.fromReference('pgvector/pgvector:pg17'),
    superuser: 'postgres',
    database: 'shop',
    extensions: ['vector', 'uuid-ossp'],
    storage: Size.gibibytes(10),
  });
  const memory = postgres.addDatabase('memory', { user: 'remember', extensions: ['vector'] });
  postgres.addBackup({ storage: Size.gibibytes(20) });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { DATABASE_URL: postgres.url(), MEMORY_URL: memory.url({ scheme: 'postgresql+asyncpg' }) } });
  return stack;
}
