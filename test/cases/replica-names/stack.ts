import { acknowledge, type App, ConfigFile, Image, Size, Stack, text, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'Members of a cluster, and clients of each, by names of single replicas: pods in a headless Service, other names of the one container in Compose.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const data = new Volume(stack, 'data', { size: Size.gibibytes(8), perReplica: true });
  const log = new Workload(stack, 'log', { image: Image.fromReference('example/log:3.0.1'), kind: WorkloadKind.STATEFUL, replicas: 2, mounts: { '/data': data } });
  const peers = log.addEndpoint('peers', { port: 7001 });
  const clients = log.addEndpoint('clients', { port: 7000 });
  log.addEnv('MEMBERS', text`${peers.ofReplica(0).authority},${peers.ofReplica(1).authority}`);
  acknowledge(log, 'compose/volume-per-replica', 'One member is enough on a developer\'s machine.');
  acknowledge(log, 'compose/replica-name', 'It is its own only member there.');

  // One replica is itself in both outputs.
  const clock = new Workload(stack, 'clock', { image: Image.fromReference('example/clock:1.0.0'), kind: WorkloadKind.STATEFUL }).addEndpoint('http', { port: 8080 });

  const lines = new ConfigFile(stack, 'lines', { fileName: 'lines.conf', content: text`first ${clients.ofReplica(0).host}:${clients.ofReplica(0).port}\n` });
  new Workload(stack, 'reader', {
    image: Image.fromReference('example/reader:2.0.0'),
    command: ['read', text`--from=${clients.ofReplica(1).url({ path: '/lines' })}`],
    mounts: { '/etc/reader/lines.conf': lines },
    env: { CLOCK_URL: clock.ofReplica(0).url() },
  });
  return stack;
}
