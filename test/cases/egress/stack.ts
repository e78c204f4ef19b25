import { type App, Image, Publish, Stack, StartOrderOnKubernetes, Task, Workload } from 'cdk8s-compose';

export const description = 'Who calls the world, who does not, and who some of it: policies for egress, and networks without a way out.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const db = new Workload(stack, 'db', { image: Image.fromReference('example/db:1.0.0'), egress: false });
  const sql = db.addEndpoint('sql', { port: 5432 });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), egress: false, env: { DB: sql.authority } });
  const http = api.addEndpoint('http', { port: 8080 });
  const mailer = new Workload(stack, 'mailer', { image: Image.fromReference('example/mailer:1.0.0'), env: { API: http.url() } });
  const smtp = mailer.addEndpoint('smtp', { port: 2525 });
  // A server for the operator: its port is published, so its own network has a way out.
  const admin = new Workload(stack, 'admin', { image: Image.fromReference('example/admin:1.0.0'), egress: false, env: { DB: sql.authority } });
  admin.addEndpoint('http', { port: 8081, publish: Publish.onLoopback(8081) });
  // It calls nobody outside, but it is on the network of one who does.
  new Workload(stack, 'reporter', { image: Image.fromReference('example/reporter:1.0.0'), egress: false, env: { SMTP: smtp.authority } });
  // What it may call of the world: a database at known addresses, a collector in the cluster, whoever answers on 443.
  const billing = new Workload(stack, 'billing', {
    image: Image.fromReference('example/billing:1.0.0'),
    egress: [{ cidr: '10.20.0.0/16', ports: [5432] }, { namespace: 'monitoring', ports: [4317] }, { ports: [443] }],
    env: { DB: sql.authority },
  });
  // Its init container asks the API server whether the task is complete.
  const migrate = new Task(stack, 'migrate', { image: Image.fromReference('example/migrate:1.0.0'), egress: false, env: { DB: sql.authority } });
  billing.startAfter(migrate, { kubernetes: StartOrderOnKubernetes.WAIT });
  new Workload(stack, 'clock', { image: Image.fromReference('example/clock:1.0.0'), egress: false });
  return stack;
}
