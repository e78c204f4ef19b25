import { type App, Image, Postgres, Secret, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'A stack that calls workloads of another one: by their long names, through policies in both namespaces, by networks of the other project.';

export function build(app: App): Stack {
  const data = new Stack(app, 'data', { namespace: 'team-data' });
  const postgres = new Postgres(data, 'postgres', { database: 'shop', storage: Size.gibibytes(10) });
  const search = new Workload(data, 'search', { image: Image.fromReference('example/search:1.0.0') });
  const http = search.addEndpoint('http', { port: 7700 });
  const stack = new Stack(app, 'shop');
  const password = new Secret(stack, 'DATABASE_PASSWORD', { description: 'Password of the user shop in the stack data.' });
  const url = postgres.endpoint.url({ scheme: 'postgresql', user: postgres.user, password, path: `/${postgres.database}` });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), egress: false, env: { DATABASE_URL: url, SEARCH_URL: http.url() } });
  // It calls the world anyway.
  new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.4.2') }).connectTo(http);
  return stack;
}
