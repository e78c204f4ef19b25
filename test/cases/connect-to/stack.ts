import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A connection that nothing in the configuration names: the network rule and the order, and no value.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const broker = new Workload(stack, 'broker', { image: Image.fromReference('example/broker:1.0.0') });
  const amqp = broker.addEndpoint('amqp', { port: 5672 });
  const worker = new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.0.0') });
  worker.connectTo(amqp);
  return stack;
}
