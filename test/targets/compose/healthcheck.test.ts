import { Duration, HealthProbe, ProbeClient, Workload } from 'cdk8s-compose';
import { IMAGE, Lowered } from '../lowered';

const healthcheckOf = (health: HealthProbe) =>
  new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, health }).addEndpoint('http', { port: 8000 })).service('api').healthcheck;

const timeout = Duration.seconds(5);

describe.each([
  { client: ProbeClient.CURL, command: ['curl', '-fsS', '-o', '/dev/null', 'http://127.0.0.1:8000/health?a=1'] },
  { client: ProbeClient.WGET, command: ['wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8000/health?a=1'] },
  { client: ProbeClient.PYTHON, command: ['python', '-c', expect.stringContaining('timeout=5')] },
  { client: ProbeClient.NODE, command: ['node', '-e', expect.stringContaining('"http://127.0.0.1:8000/health?a=1"')] },
  { client: ProbeClient.BASH, command: ['bash', '-c', expect.stringContaining('GET /health?a=1 HTTP/1.0')] },
])('GET by $client', ({ client, command }) => {
  test('is a list of words, so that no shell is needed', () => {
    expect(healthcheckOf(HealthProbe.fromHttpGet('/health?a=1', { client, timeout }))?.test).toEqual(['CMD', ...command]);
  });
});

describe.each([
  { client: ProbeClient.NC, command: ['nc', '-z', '-w', '5', '127.0.0.1', '8000'] },
  { client: ProbeClient.BASH, command: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/8000'] },
  { client: ProbeClient.PYTHON, command: ['python', '-c', 'import socket; socket.create_connection(("127.0.0.1", 8000), 5)'] },
  { client: ProbeClient.NODE, command: ['node', '-e', expect.stringContaining('connect(8000, "127.0.0.1"')] },
])('a TCP connection by $client', ({ client, command }) => {
  test('is a list of words', () => {
    expect(healthcheckOf(HealthProbe.fromTcpSocket({ client, timeout }))?.test).toEqual(['CMD', ...command]);
  });
});

test.each([
  { service: undefined, words: [] },
  { service: 'chat', words: ['-service=chat'] },
])('gRPC asks for the service $service', ({ service, words }) => {
  const probe = HealthProbe.fromGrpc({ client: ProbeClient.GRPC_HEALTH_PROBE, service });
  expect(healthcheckOf(probe)?.test).toEqual(['CMD', 'grpc_health_probe', '-addr=127.0.0.1:8000', ...words]);
});

test('a command is run as it is', () => {
  expect(healthcheckOf(HealthProbe.fromCommand(['redis-cli', 'ping']))?.test).toEqual(['CMD', 'redis-cli', 'ping']);
});

test('every timing is written', () => {
  expect(healthcheckOf(HealthProbe.fromCommand(['true']))).toEqual({
    test: ['CMD', 'true'], interval: '30s', timeout: '10s', retries: 3, start_period: '30s', start_interval: '5s',
  });
});

test('without a start period there is no start interval, which Compose would refuse', () => {
  const healthcheck = healthcheckOf(HealthProbe.fromCommand(['true'], { startPeriod: Duration.seconds(0), startInterval: Duration.seconds(1) }));
  expect(healthcheck).toEqual({ test: ['CMD', 'true'], interval: '30s', timeout: '10s', retries: 3 });
});
