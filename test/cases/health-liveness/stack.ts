import { type App, HealthProbe, Image, ProbeClient, Stack, Workload } from 'cdk8s-compose';

export const description = 'Liveness restarts on Kubernetes only, which is a warning: Compose leaves an unhealthy container running.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL, liveness: true }),
  });
  api.addEndpoint('http', { port: 8080 });
  return stack;
}
