import { type App, Duration, HealthProbe, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'The HEALTHCHECK of images of which nothing is known: Compose has other times for it, Kubernetes asks nothing.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const search = new Workload(stack, 'search', {
    image: Image.fromReference('example/search:1.4.2'),
    health: HealthProbe.fromImage({ interval: Duration.seconds(10), retries: 6, startInterval: Duration.seconds(1), liveness: true }),
  });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), health: HealthProbe.fromImage({ startPeriod: Duration.seconds(40) }) });
  api.startAfter(search);
  return stack;
}
