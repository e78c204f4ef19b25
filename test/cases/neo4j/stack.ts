import { type App, Image, Neo4j, Publish, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Neo4j with a plugin that comes with it, a setting, and a client that is given its address and its user.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const graph = new Neo4j(stack, 'neo4j', {
    storage: Size.gibibytes(10), plugins: ['apoc'], heap: Size.mebibytes(768), settings: { 'db.tx_log.rotation.retention_policy': '1 days' }, publishHttp: Publish.onLoopback(7474),
  });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { NEO4J_URI: graph.url(), NEO4J_USER: graph.user, NEO4J_PASSWORD: graph.password } });
  return stack;
}
