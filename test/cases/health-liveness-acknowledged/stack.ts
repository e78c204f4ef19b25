import { acknowledge, type App, Duration, HealthProbe, Image, ProbeClient, Stack, Workload } from 'cdk8s-compose';

export const description = 'A warning that is accepted stays in the report with its reason; liveness has a startup probe even without a start period.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    health: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL, liveness: true, startPeriod: Duration.seconds(0) }),
  });
  api.addEndpoint('http', { port: 8080 });
  acknowledge(api, 'compose/liveness', 'the watchdog of the host restarts it');
  return stack;
}
