import { type App, HealthProbe, Image, Parameter, ProbeClient, Publish, Secret, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'Mistakes of many kinds: one run finds them all, and nothing is written.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const token = new Secret(stack, 'TOKEN', { description: 'Token of the price feed.' });
  const level = new Parameter(stack, 'LEVEL', { default: 'info}', description: 'Log level.' });
  const data = new Volume(stack, 'data', { size: Size.gibibytes(1) });

  const api = new Workload(stack, 'Api_1', {
    image: Image.fromReference('example/API'),
    env: { 'HTTP-PORT': 80, PASSWORD: 'hunter2', URL: `https://example.com/?token=${token}`, LEVEL: level },
    health: HealthProbe.fromHttpGet('health', { client: ProbeClient.NC, endpoint: 'web' }),
    mounts: { '/data': data, 'relative/path': data },
    replicas: 2,
    user: { uid: 0, gid: 0 },
  });
  api.addEndpoint('http', { port: 70_000, publish: Publish.onLoopback(8080) });
  api.addEndpoint('http2', { port: 8080, publish: Publish.atHost('https://example.com') });
  new Workload(stack, 'Api_1', { image: Image.fromReference('example/api:latest') });
  return stack;
}
