import { App, Compose, Duration, HealthProbe, Kubernetes, ProbeClient, Stack, Workload, type HealthProbeOptions, type KubernetesVersion } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { Container, Deployment } from '../../../lib/targets/kubernetes/api';
import { IMAGE, Lowered } from '../lowered';

function probesOf(health: HealthProbe) {
  const lowered = new Lowered((stack) => {
    const api = new Workload(stack, 'api', { image: IMAGE, health });
    api.addEndpoint('http', { port: 8000 });
    api.addEndpoint('grpc', { port: 9000 });
  });
  const { startupProbe, readinessProbe, livenessProbe } = lowered.container('api');
  return { startupProbe, readinessProbe, livenessProbe };
}

const seconds = (amount: number): Duration => Duration.seconds(amount);

interface Timing {
  readonly what: string;
  readonly options: HealthProbeOptions;
  /** Period, timeout and failures of the readiness probe. */
  readonly steady: readonly [number, number, number];
  /** Period and failures of the startup probe. */
  readonly startup?: readonly [number, number];
}

const TIMINGS: readonly Timing[] = [
  {
    what: 'the example of mapping.md: 40 s + 3 × 30 s in steps of 5 s',
    options: { interval: seconds(30), timeout: seconds(10), retries: 3, startPeriod: seconds(40), startInterval: seconds(5) },
    steady: [30, 10, 3],
    startup: [5, 26],
  },
  { what: 'the defaults: 30 s + 3 × 30 s in steps of 5 s', options: {}, steady: [30, 10, 3], startup: [5, 24] },
  {
    what: 'a budget that is no multiple of the step, rounded up',
    options: { interval: seconds(10), timeout: seconds(5), retries: 5, startPeriod: seconds(20), startInterval: seconds(3) },
    steady: [10, 5, 5],
    startup: [3, 24],
  },
  {
    what: 'fractions of a second, rounded up',
    options: { interval: Duration.millis(1500), timeout: Duration.millis(1), retries: 1, startPeriod: Duration.millis(1500), startInterval: Duration.millis(500) },
    steady: [2, 1, 1],
    startup: [1, 3],
  },
  { what: 'a step longer than the budget: once', options: { interval: seconds(1), retries: 1, startPeriod: seconds(1), startInterval: seconds(60) }, steady: [1, 10, 1], startup: [60, 1] },
  { what: 'no start period: no startup probe', options: { startPeriod: seconds(0) }, steady: [30, 10, 3] },
  {
    what: 'no start period but liveness: Docker asks for the first time after an interval, so one is added',
    options: { interval: seconds(30), retries: 3, startPeriod: seconds(0), startInterval: seconds(5), liveness: true },
    steady: [30, 10, 3],
    startup: [5, 24],
  },
];

test.each(TIMINGS)('$what', ({ options, steady, startup }) => {
  const { startupProbe, readinessProbe } = probesOf(HealthProbe.fromCommand(['true'], options));
  const exec = { command: ['true'] };
  const [periodSeconds, timeoutSeconds, failureThreshold] = steady;
  expect(readinessProbe).toEqual({ exec, periodSeconds, timeoutSeconds, failureThreshold, successThreshold: 1 });
  expect(startupProbe).toEqual(startup && { exec, periodSeconds: startup[0], timeoutSeconds, failureThreshold: startup[1], successThreshold: 1 });
});

test('only a probe that asks for it restarts a pod', () => {
  expect(probesOf(HealthProbe.fromCommand(['true'])).livenessProbe).toBeUndefined();
  const { livenessProbe, readinessProbe } = probesOf(HealthProbe.fromCommand(['true'], { liveness: true }));
  expect(livenessProbe).toEqual(readinessProbe);
});

test('a workload without health has no probe', () => {
  const { startupProbe, readinessProbe, livenessProbe } = new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE })).container('api');
  expect([startupProbe, readinessProbe, livenessProbe]).toEqual([undefined, undefined, undefined]);
});

test.each([
  { probe: HealthProbe.fromHttpGet('/health?x=1', { client: ProbeClient.CURL }), handler: { httpGet: { path: '/health?x=1', port: 8000, scheme: 'HTTP' } } },
  { probe: HealthProbe.fromTcpSocket({ client: ProbeClient.NC, endpoint: 'grpc' }), handler: { tcpSocket: { port: 9000 } } },
  { probe: HealthProbe.fromGrpc({ client: ProbeClient.GRPC_HEALTH_PROBE, endpoint: 'grpc' }), handler: { grpc: { port: 9000 } } },
  { probe: HealthProbe.fromGrpc({ client: ProbeClient.GRPC_HEALTH_PROBE, service: 'chat' }), handler: { grpc: { port: 8000, service: 'chat' } } },
  { probe: HealthProbe.fromCommand(['sh', '-c', 'test $A']), handler: { exec: { command: ['sh', '-c', 'test $$A'] } } },
])('the kubelet asks by itself: $handler', ({ probe, handler }) => {
  expect(probesOf(probe).readinessProbe).toMatchObject(handler);
});

describe('what comes after a sidecar waits for its health', () => {
  function synthesized(version: KubernetesVersion, change?: (sidecar: Container) => void) {
    const stack = new Stack(new App({ targets: [new Kubernetes({ version }), new Compose()] }), 'shop');
    const api = new Workload(stack, 'api', { image: IMAGE });
    api.addSidecar('proxy', { image: IMAGE, health: HealthProbe.fromCommand(['ready'], { interval: seconds(10), retries: 2, startPeriod: seconds(0), startInterval: seconds(5) }) });
    if (change) api.kubernetes.customize(({ controller }) => change(controller.spec.template.spec!.initContainers![0]));
    const { kubernetes, findings } = synthesize(stack);
    const { spec } = (kubernetes.find(({ kind }) => kind === 'Deployment') as Deployment).spec.template;
    return { sidecar: [...(spec!.initContainers ?? []), ...spec!.containers].find(({ name }) => name === 'proxy')!, codes: findings.map(({ code }) => code) };
  }

  test('by a startup probe, also without a start period: the kubelet does not ask whether one is ready', () => {
    const { sidecar, codes } = synthesized('1.29');
    expect(sidecar).toMatchObject({ restartPolicy: 'Always', startupProbe: { exec: { command: ['ready'] }, periodSeconds: 5, failureThreshold: 6 } });
    expect(codes.filter((code) => code.startsWith('agreement/'))).toEqual([]);
  });

  test('where there is none, nothing waits, which is a difference', () => {
    expect(synthesized('1.29', (sidecar) => { delete sidecar.startupProbe; }).codes).toContain('agreement/health');
  });

  test('before 1.29 nothing comes after one', () => {
    expect(synthesized('1.28').sidecar).not.toHaveProperty('startupProbe');
  });
});
