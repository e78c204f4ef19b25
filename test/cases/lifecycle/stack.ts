import { type App, Duration, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Stop signal and grace period; Kubernetes cannot choose the signal.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'worker', {
    image: Image.fromReference('example/worker:1.0.0'),
    stopSignal: 'SIGQUIT',
    stopGracePeriod: Duration.minutes(2),
  });
  return stack;
}
