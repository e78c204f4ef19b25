import { Duration, HealthProbe, ProbeClient, text, Workload } from 'cdk8s-compose';
import { describedWorkload, IMAGE, shown } from './described';

const CURL = { client: ProbeClient.CURL };

/** The health of a workload with the endpoints `http` and `admin`. */
function healthOf(probe: HealthProbe) {
  const { health } = describedWorkload((stack) => {
    const api = new Workload(stack, 'api', { image: IMAGE, health: probe });
    api.addEndpoint('http', { port: 8000 });
    api.addEndpoint('admin', { port: 8001 });
  });
  return health!;
}

test('a probe is asked every 30 s for 10 s, three times, after a start of 30 s in steps of 5 s, and restarts nothing', () => {
  expect(healthOf(HealthProbe.fromCommand(['true']))).toMatchObject({
    interval: 30_000, timeout: 10_000, retries: 3, startPeriod: 30_000, startInterval: 5_000, liveness: false,
  });
});

test('every timing can be given', () => {
  const given = {
    interval: Duration.seconds(1), timeout: Duration.seconds(2), retries: 4, startPeriod: Duration.seconds(0), startInterval: Duration.millis(500), liveness: true,
  };
  const timings = { interval: 1000, timeout: 2000, retries: 4, startPeriod: 0, startInterval: 500, liveness: true };
  for (const probe of [
    HealthProbe.fromCommand(['true'], given),
    HealthProbe.fromHttpGet('/', { ...CURL, ...given }),
    HealthProbe.fromTcpSocket({ client: ProbeClient.NC, ...given }),
    HealthProbe.fromGrpc({ client: ProbeClient.GRPC_HEALTH_PROBE, ...given }),
  ]) {
    expect(healthOf(probe)).toMatchObject(timings);
  }
});

describe('a probe over the network', () => {
  test.each([
    { probe: HealthProbe.fromHttpGet('/health', CURL), check: { kind: 'http', path: '/health', client: 'curl' } },
    { probe: HealthProbe.fromTcpSocket({ client: ProbeClient.BASH }), check: { kind: 'tcp', client: 'bash' } },
    { probe: HealthProbe.fromGrpc({ client: ProbeClient.GRPC_HEALTH_PROBE }), check: { kind: 'grpc', client: 'grpc_health_probe' } },
    { probe: HealthProbe.fromGrpc({ client: ProbeClient.GRPC_HEALTH_PROBE, service: 'chat' }), check: { kind: 'grpc', client: 'grpc_health_probe', service: 'chat' } },
  ])('asks the first endpoint: $check', ({ probe, check }) => {
    expect(healthOf(probe).check).toEqual({ ...check, endpoint: 'http' });
  });

  test('asks the endpoint that is named', () => {
    expect(healthOf(HealthProbe.fromHttpGet('/', { ...CURL, endpoint: 'admin' })).check).toMatchObject({ endpoint: 'admin' });
  });

  test('does not depend on whether the endpoint is opened before or after', () => {
    const { health } = describedWorkload((stack) => {
      const api = new Workload(stack, 'api', { image: IMAGE, health: HealthProbe.fromTcpSocket({ client: ProbeClient.NC, endpoint: 'late' }) });
      api.addEndpoint('early', { port: 1 });
      api.addEndpoint('late', { port: 2 });
    });
    expect(health?.check).toMatchObject({ endpoint: 'late' });
  });
});

test('a command is kept word by word', () => {
  const { check } = healthOf(HealthProbe.fromCommand(['sh', '-c', 'test "$A" = 1', text`${1}`, '']));
  expect(check.kind === 'exec' && check.command.map(shown)).toEqual(['sh', '-c', 'test "$A" = 1', '1', '']);
});
