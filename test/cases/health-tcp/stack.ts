import { type App, Duration, HealthProbe, Image, ProbeClient, Stack, Workload } from 'cdk8s-compose';

export const description = 'A connection asks for health, on an endpoint that is not the first; without a start period there is no startup probe.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  for (const client of [ProbeClient.BASH, ProbeClient.NC, ProbeClient.PYTHON, ProbeClient.NODE]) {
    const workload = new Workload(stack, `with-${client}`, {
      image: Image.fromReference('example/broker:1.0.0'),
      health: HealthProbe.fromTcpSocket({ client, endpoint: 'amqp', interval: Duration.seconds(10), startPeriod: Duration.seconds(0) }),
    });
    workload.addEndpoint('http', { port: 15672 });
    workload.addEndpoint('amqp', { port: 5672 });
  }
  return stack;
}
