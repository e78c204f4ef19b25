import { type App, Image, Kafka, Publish, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'A Kafka node with a listener for peers and one for this machine, which names the port it is published on.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const kafka = new Kafka(stack, 'kafka', { storage: Size.gibibytes(10), publish: Publish.onLoopback(19092) });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { KAFKA_SERVERS: kafka.bootstrapServers } });
  return stack;
}
