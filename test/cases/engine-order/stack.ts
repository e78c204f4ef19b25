import { type App, HealthProbe, Image, ProbeClient, Stack, StartCondition, StartOrderOnKubernetes, Task, Workload } from 'cdk8s-compose';

export const description = 'Orders that an engine can show: once it is started, healthy, or has ended well; one that need not be there, one to be started again with.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  stack.addChoice('plain', { profiles: [], isDefault: true });
  stack.addChoice('cached', { profiles: ['cache'] });
  const db = new Workload(stack, 'db', { image: Image.fromReference('example/db:7.2.1'), health: HealthProbe.fromTcpSocket({ client: ProbeClient.NC }) });
  const sql = db.addEndpoint('sql', { port: 5432 });
  const migration = new Task(stack, 'migration', { image: Image.fromReference('example/migration:1.4.2'), env: { DB: sql.authority } });
  const cache = new Workload(stack, 'cache', { image: Image.fromReference('example/cache:7.4.0'), profiles: ['cache'] });
  const proxy = new Workload(stack, 'proxy', { image: Image.fromReference('example/proxy:1.0.0') });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { DB: sql.authority } });
  api.startAfter(db, { condition: StartCondition.HEALTHY });
  api.startAfter(migration, { kubernetes: StartOrderOnKubernetes.WAIT });
  api.startAfter(proxy, { restart: true, condition: StartCondition.STARTED });
  api.startAfter(cache, { required: false });
  return stack;
}
