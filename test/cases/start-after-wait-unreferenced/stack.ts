import { type App, Image, Stack, StartOrderOnKubernetes, Workload } from 'cdk8s-compose';

export const description = 'Waiting for a peer that nothing refers to: the init container has to get through its network policy.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const broker = new Workload(stack, 'broker', { image: Image.fromReference('example/broker:1.0.0') });
  broker.addEndpoint('amqp', { port: 5672 });
  const worker = new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.0.0') });
  worker.startAfter(broker, { kubernetes: StartOrderOnKubernetes.WAIT });
  return stack;
}
