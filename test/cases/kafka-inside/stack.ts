import { type App, Kafka, Size, Stack } from 'cdk8s-compose';

export const description = 'A Kafka node for peers only has one listener.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Kafka(stack, 'kafka', { storage: Size.gibibytes(10), port: 29092, heap: Size.gibibytes(1), resources: { memory: { limit: Size.gibibytes(2) } } });
  return stack;
}
