import { type App, HealthProbe, Image, ProbeClient, Stack, StartOrderOnKubernetes, Workload } from 'cdk8s-compose';

export const description = 'A program that cannot try again: an init container waits until the peer\'s Service answers.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const db = new Workload(stack, 'db', {
    image: Image.fromReference('example/db:1.0.0'),
    health: HealthProbe.fromTcpSocket({ client: ProbeClient.NC }),
  });
  const sql = db.addEndpoint('sql', { port: 5432 });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { DB: sql.authority } });
  api.startAfter(db, { kubernetes: StartOrderOnKubernetes.WAIT });
  return stack;
}
