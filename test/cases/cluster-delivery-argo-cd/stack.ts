import { type App, HealthProbe, Image, type KubernetesProps, Postgres, ProbeClient, Publish, Size, Stack, Task, Volume, Workload } from 'cdk8s-compose';

export const description = 'Argo CD applies in waves what starts after something else, and keeps the namespace and claims when they leave the stack.';

export const kubernetes: KubernetesProps = { delivery: 'argo-cd' };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) });
  const image = Image.fromReference('example/api:1.4.2');
  const migrate = new Task(stack, 'migrate', { image, command: ['migrate'], env: { DATABASE_URL: postgres.url() } });
  const api = new Workload(stack, 'api', { image, replicas: 2, autoscaling: { maxReplicas: 4 }, health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON }), env: { DATABASE_URL: postgres.url() } });
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  api.startAfter(migrate);
  // Its claim is bound when its pod is there, so it is in one wave with it.
  const reports = new Workload(stack, 'reports', { image, env: { DATABASE_URL: postgres.url() }, mounts: { '/reports': new Volume(stack, 'reports-data', { size: Size.gibibytes(2) }) } });
  reports.startAfter(api);
  // Who is told another wave is in that one.
  new Workload(stack, 'mail', { image: Image.fromReference('example/mail:1.0.0'), annotations: { 'argocd.argoproj.io/sync-wave': '7' } });
  return stack;
}
