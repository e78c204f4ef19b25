import { type App, HealthProbe, Image, ProbeClient, Stack, StartCondition, Task, Workload } from 'cdk8s-compose';

export const description = 'Orders as they are asked for: started is enough, one that need not be there, one to be started again with.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/shop:1.4.2');
  const db = new Workload(stack, 'db', { image, health: HealthProbe.fromTcpSocket({ client: ProbeClient.NC }) });
  const sql = db.addEndpoint('sql', { port: 5432 });
  const proxy = new Workload(stack, 'proxy', { image });
  const importing = new Task(stack, 'importing', { image });
  const api = new Workload(stack, 'api', { image, env: { DB: sql.authority } });
  api.startAfter(db, { condition: StartCondition.STARTED });
  api.startAfter(proxy, { restart: true, required: false });
  api.startAfter(importing, { condition: StartCondition.STARTED });
  return stack;
}
