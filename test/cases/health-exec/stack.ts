import { type App, Duration, HealthProbe, Image, Stack, text, Workload } from 'cdk8s-compose';

export const description = 'A command asks for health, word by word and without a shell; it may name endpoints.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const worker = new Workload(stack, 'worker', {
    image: Image.fromReference('example/worker:1.0.0'),
    health: HealthProbe.fromCommand(['/bin/sh', '-c', 'test "$(cat /tmp/alive)" = "$$"'], {
      interval: Duration.seconds(15),
      timeout: Duration.seconds(5),
      retries: 2,
      startPeriod: Duration.minutes(2),
      startInterval: Duration.seconds(3),
    }),
  });
  const api = worker.addEndpoint('http', { port: 8080 });
  new Workload(stack, 'sidekick', {
    image: Image.fromReference('example/worker:1.0.0'),
    health: HealthProbe.fromCommand(['ask', text`http://${api.authority}/alive`]),
  });
  return stack;
}
