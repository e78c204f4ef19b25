import { type App, Duration, HealthProbe, Image, ProbeClient, Stack, Workload } from 'cdk8s-compose';

export const description = 'A GET asks for health: the kubelet by itself, Compose with the client that the image has.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  for (const client of [ProbeClient.CURL, ProbeClient.WGET, ProbeClient.BASH, ProbeClient.PYTHON, ProbeClient.NODE]) {
    const workload = new Workload(stack, `with-${client}`, {
      image: Image.fromReference('example/api:1.4.2'),
      health: HealthProbe.fromHttpGet("/health?deep=1&by='us'", { client, timeout: Duration.seconds(5), startPeriod: Duration.seconds(40) }),
    });
    workload.addEndpoint('http', { port: 8080 });
  }
  return stack;
}
