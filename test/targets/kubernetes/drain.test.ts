import { App, Compose, Duration, Image, Kubernetes, Size, Stack, Task, Volume, Workload, WorkloadKind, type KubernetesProps, type WorkloadProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { Controller } from '../../../lib/targets/kubernetes/api';

const IMAGE = Image.fromReference('example/api:1.0.0');

interface Options {
  readonly settings?: KubernetesProps;
  readonly props?: Partial<WorkloadProps>;
  readonly build?: (api: Workload, stack: Stack) => void;
}

function pod({ settings = {}, props, build }: Options) {
  const stack = new Stack(new App({ targets: [new Kubernetes(settings), new Compose()] }), 'shop');
  const api = new Workload(stack, 'api', { image: IMAGE, stopGracePeriod: Duration.seconds(20), ...props });
  api.addEndpoint('http', { port: 80 });
  build?.(api, stack);
  const { kubernetes, findings } = synthesize(stack);
  const codes = findings.map(({ code }) => code);
  const spec = (kubernetes.find(({ metadata, kind }) => metadata.name === 'api' && /Deployment|Set$/.test(kind)) as Controller | undefined)?.spec.template.spec;
  return { hook: spec?.containers[0].lifecycle, grace: spec?.terminationGracePeriodSeconds, codes, agreement: codes.filter((code) => code.startsWith('agreement/')) };
}

const stored = (_: Workload, stack: Stack): Volume => new Volume(stack, 'data', { size: Size.gibibytes(1) });

test.each<[string, Options, number]>([
  ['answers for 5 s when it is to stop', {}, 5],
  ['as long as the settings say', { settings: { preStopSleepSeconds: 15 } }, 15],
  ['as long as is said of it alone', { settings: { preStopSleepSeconds: 15 }, build: (api) => api.kubernetes.configure({ preStopSleepSeconds: 2 }) }, 2],
  ['on each machine', { props: { kind: WorkloadKind.DAEMON } }, 5],
  ['where there are several with an identity', { props: { kind: WorkloadKind.STATEFUL, replicas: 2 } }, 5],
])('a pod that others take the place of: %s, beside its grace period', (_, options, seconds) => {
  expect(pod(options)).toMatchObject({ hook: { preStop: { sleep: { seconds } } }, grace: 20 + seconds, agreement: [] });
});

test.each<[string, Options]>([
  ['none where the settings say so', { settings: { preStopSleepSeconds: 0 } }],
  ['none of a database', { props: { kind: WorkloadKind.STATEFUL } }],
  ['none while a volume for one writer has to be let go of', { build: (api, stack) => api.addMount('/data', stored(api, stack)) }],
])('%s', (_, options) => {
  expect(pod(options)).toMatchObject({ hook: undefined, grace: 20, agreement: [] });
});

test('what is said to be done before it stops is done in place of it', () => {
  const { hook, grace } = pod({ props: { preStop: [{ command: ['drain'] }] } });
  expect([hook, grace]).toEqual([{ preStop: { exec: { command: ['drain'] } } }, 20]);
});

test('before 1.30 there is no way to say it, which is reported', () => {
  const { hook, grace, codes } = pod({ settings: { version: '1.29' } });
  expect([hook, grace]).toEqual([undefined, 20]);
  expect(codes).toContain('kubernetes/drain');
  expect(pod({}).codes).not.toContain('kubernetes/drain');
});

test('a task is not called', () => {
  const stack = new Stack(new App(), 'shop');
  new Task(stack, 'migrate', { image: IMAGE });
  expect(JSON.stringify(synthesize(stack).kubernetes)).not.toContain('preStop');
});

test.each([-1, 1.5, 3601])('%d s is no time that a container can sleep', (preStopSleepSeconds) => {
  expect(pod({ settings: { preStopSleepSeconds } }).codes).toContain('kubernetes/setting');
});

test.each<[string, Options['build'], string]>([
  ['a longer sleep without more time to end', (api) => api.kubernetes.customize(({ controller }) => { Object.assign(controller.spec.template.spec!.containers[0].lifecycle!.preStop!, { sleep: { seconds: 19 } }); }), 'agreement/restart'],
  ['no sleep, and more time to end', (api) => api.kubernetes.customize(({ controller }) => { delete controller.spec.template.spec!.containers[0].lifecycle; }), 'agreement/restart'],
  ['a sleep after the start', (api) => api.kubernetes.customize(({ controller }) => { Object.assign(controller.spec.template.spec!.containers[0].lifecycle!, { postStart: { sleep: { seconds: 3 } } }); }), 'agreement/setting'],
])('%s is a difference', (_, build, code) => {
  expect(pod({ build }).codes).toContain(code);
});
