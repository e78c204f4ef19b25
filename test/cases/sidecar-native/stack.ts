import { type App, HealthProbe, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'From Kubernetes 1.29 on a container beside the main one is there first, as in Compose.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8000 });
  api.addSidecar('proxy', { image: Image.fromReference('example/sql-proxy:2.14.0'), health: HealthProbe.fromCommand(['/proxy', 'ready']) });
  api.addInitContainer('seed', { image: Image.fromReference('example/seed:1.0.0'), command: ['seed'] });
  return stack;
}
