import { type App, Image, Publish, Size, Stack, SurrealDb, Workload } from 'cdk8s-compose';

export const description = 'SurrealDB with its GraphQL API, open to the developer, and a client that speaks its protocol.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'notes');
  const surreal = new SurrealDb(stack, 'surrealdb', {
    storage: Size.gibibytes(10),
    username: 'admin',
    logLevel: 'debug',
    graphql: true,
    publish: Publish.onLoopback(8000),
  });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { SURREAL_URL: surreal.rpcUrl(), SURREAL_USER: surreal.username, SURREAL_PASSWORD: surreal.password },
  });
  return stack;
}
