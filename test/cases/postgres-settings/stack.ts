import { type App, Parameter, Image, Postgres, Size, Stack } from 'cdk8s-compose';

export const description = 'Settings of PostgreSQL, one of them the operator\'s, of an image with a configuration of its own.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const connections = new Parameter(stack, 'MAX_CONNECTIONS', { default: '300', description: 'Connections that there may be at once.' });
  new Postgres(stack, 'photos', {
    image: Image.fromReference('ghcr.io/immich-app/postgres:14-vectorchord0.4.3-pgvectors0.2.0'),
    database: 'photos',
    storage: Size.gibibytes(10),
    storageClass: 'fast',
    initdbArguments: ['--data-checksums'],
    settings: { max_connections: connections, shared_buffers: '256MB', log_connections: true },
  });
  new Postgres(stack, 'orders', { database: 'orders', storage: Size.gibibytes(10), hostPath: './data/orders', settings: { log_min_duration_statement: 250 } });
  return stack;
}
