import { type App, Image, Publish, RabbitMq, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'RabbitMQ with a virtual host and its management pages, and a worker that is given its URL.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const broker = new RabbitMq(stack, 'rabbitmq', { storage: Size.gibibytes(10), virtualHost: 'orders', publishManagement: Publish.onLoopback(15672) });
  new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.4.2'), env: { BROKER_URL: broker.url() } });
  return stack;
}
