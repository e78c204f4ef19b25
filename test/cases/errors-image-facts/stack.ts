import { HealthProbe, Image, ProbeClient, Scratch, Size, Stack, Task, Workload, type App, type ImageFacts } from 'cdk8s-compose';

export const description = 'A workload that gives its image nothing of what is known that it needs, and one that starts something else.';

const SERVER: ImageFacts = {
  from: 'https://github.com/example/server/tree/v1.0.0',
  read: '2026-11-26',
  command: { words: ['server'], source: 'Dockerfile:31' },
  users: [{ uid: 0, reason: 'hands its data to the user 999', becomes: 999, source: 'docker-entrypoint.sh:20' }],
  writes: [
    { path: '/run/server', source: 'server.conf:3' },
    { path: '/var/lib/server', persistent: true, source: 'server.conf:9' },
    { path: '/var/cache/server', optional: true, source: 'server.conf:12' },
  ],
  contents: [{ path: '/opt/server/plugins', source: 'Dockerfile:22' }],
  ports: [{ port: 8080, setBy: 'PORT', source: 'server.go:48' }, { port: 9090, address: 'loopback', source: 'admin.go:12' }],
  routes: [{ path: '/health', source: 'server.go:60' }],
  variables: [{ name: 'SERVER_KEY', alternatives: ['SERVER_KEY_FILE'], source: 'config.go:33' }],
  healthcheck: { command: ['server', 'ready'], source: 'Dockerfile:33' },
  tools: [{ names: ['sh'], source: 'Dockerfile:1' }],
  memory: { size: Size.gibibytes(1), source: 'README.md:17' },
  home: { source: 'keys.go:8' },
  executableTmp: { source: 'plugins.go:19' },
};

export function build(app: App): Stack {
  const stack = new Stack(app, 'stack');
  const server = new Workload(stack, 'server', {
    image: Image.fromReference('example/server:1.0.0', { facts: SERVER }),
    health: HealthProbe.fromHttpGet('/healthz', { client: ProbeClient.CURL }),
    mounts: { '/var/lib/server': Scratch.ofSize(Size.mebibytes(16)), '/opt/server': Scratch.ofSize(Size.mebibytes(16)) },
  });
  server.addEndpoint('http', { port: 80 });
  server.addEndpoint('admin', { port: 9090 });

  new Workload(stack, 'root', {
    image: Image.fromReference('example/server:1.0.0', { facts: { from: SERVER.from, read: SERVER.read, users: SERVER.users, healthcheck: SERVER.healthcheck } }),
    user: { uid: 0, gid: 0, rootReason: 'hands its data over' },
  });
  new Task(stack, 'task', { image: Image.fromReference('example/server:1.0.0', { facts: { from: SERVER.from, read: 'in November', command: SERVER.command } }) });
  new Workload(stack, 'worker', { image: Image.fromReference('example/server:1.0.0', { facts: SERVER }), command: ['worker', '--queue', 'jobs'], health: HealthProbe.fromCommand(['sh']) });
  return stack;
}
