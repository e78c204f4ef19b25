import { acknowledge, type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'An acknowledgement of what is not there is a warning: it would hide the finding on the day that it comes.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  acknowledge(api, 'compose/liveness', 'the watchdog of the host restarts it');
  return stack;
}
