import { type App, HealthProbe, Image, ProbeClient, Stack, Workload } from 'cdk8s-compose';

export const description = 'The gRPC health service, of the server as a whole and of one of its services.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/pricing:1.0.0');
  const client = ProbeClient.GRPC_HEALTH_PROBE;
  const whole = new Workload(stack, 'whole', { image, health: HealthProbe.fromGrpc({ client }) });
  whole.addEndpoint('grpc', { port: 9000 });
  const one = new Workload(stack, 'one', { image, health: HealthProbe.fromGrpc({ client, service: 'shop.v1.Prices' }) });
  one.addEndpoint('grpc', { port: 9000 });
  return stack;
}
