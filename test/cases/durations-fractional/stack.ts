import { type App, Duration, HealthProbe, Image, ProbeClient, Stack, Workload } from 'cdk8s-compose';

export const description = 'Times below a second: Compose has them as they are, Kubernetes the next whole second.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    health: HealthProbe.fromHttpGet('/health', {
      client: ProbeClient.CURL,
      interval: Duration.millis(2500),
      timeout: Duration.millis(800),
      startPeriod: Duration.millis(90_500),
      startInterval: Duration.millis(500),
    }),
    stopGracePeriod: Duration.millis(12_300),
  });
  api.addEndpoint('http', { port: 8080 });
  return stack;
}
