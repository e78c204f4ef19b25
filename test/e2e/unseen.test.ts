import { App, HealthProbe, Image, Publish, Stack, Workload } from 'cdk8s-compose';
import { missingAmong } from '../../scripts/e2e/chaos/compose-ground';
import { chooseCases } from '../../scripts/e2e/cases';
import { unenforced } from '../../scripts/e2e/cluster/pod-security';
import { must, run } from '../../scripts/e2e/command';
import type { ComposeProject } from '../../scripts/e2e/compose-project';
import type { State } from '../../scripts/e2e/compose-state';
import { memoryOf, processesOf, processorsOf } from '../../scripts/e2e/inside/cgroup';
import { untriedOf } from '../../scripts/e2e/inside/cluster-reach';
import { problemsIn } from '../../scripts/e2e/inside/compared';
import { ofUnseen } from '../../scripts/e2e/inside/docker';
import { publishedComparisons, reachesOf } from '../../scripts/e2e/inside/docker-reach';
import type { Inspected } from '../../scripts/e2e/inside/kept';
import { containersThere, podComparisons, type LivePod } from '../../scripts/e2e/inside/pod-facts';
import { presenceComparisons } from '../../scripts/e2e/inside/presence';
import { unrestored } from '../../scripts/e2e/lifecycle/backups';
import { killedAtStop } from '../../scripts/e2e/lifecycle/ends';
import { chosen } from '../../scripts/e2e/stacks';

/* What nobody has looked at has not gone well. */

jest.mock('../../scripts/e2e/command', () => ({ ...jest.requireActual<object>('../../scripts/e2e/command'), run: jest.fn(), must: jest.fn() }));
beforeEach(() => jest.mocked(run).mockReturnValue({ status: 0, stdout: '', stderr: '' }));
afterEach(() => jest.resetAllMocks());

const IMAGE = Image.fromReference('example/agent:1.0.0');

function desk() {
  const stack = new Stack(new App(), 'desk');
  const agent = new Workload(stack, 'agent', { image: IMAGE });
  agent.addEndpoint('http', { port: 8000, publish: Publish.onHostPort(18000) });
  new Workload(stack, 'web', { image: IMAGE, health: HealthProbe.fromCommand(['web', 'ask', 'me']) });
  return chosen(stack).model;
}

const MODEL = desk();
const STATES: readonly State[] = ['agent', 'web'].map((Service) => ({ Service, ID: Service, State: 'running', Health: '', ExitCode: 0 }));

test('what nobody could try is not closed', () => {
  const reach = () => reachesOf(MODEL, { differences: [] } as never, STATES, 'busybox');
  jest.mocked(must).mockImplementation(() => { throw new Error('docker ended with 125'); });
  expect(reach).toThrow('docker ended with 125');
  jest.mocked(must).mockReturnValue('');
  expect(reach).toThrow('whoever tries connections from --network container:web has not tried them all');
  jest.mocked(must).mockReturnValue('tried\n');
  expect(problemsIn(reach())).toEqual([]);
  expect(untriedOf('one agent 8000\ntwo agent 8000\n', new Set(['from one', 'two agent 8000']))).toEqual(['two']);
});

test('a connection that is open by an address alone', () => {
  jest.mocked(must).mockImplementation((words) => (words[1] === 'inspect' ? '172.20.0.2  fd00::2 \n' : '172.20.0.2 8000 tcp\ntried\n'));
  expect(problemsIn(reachesOf(MODEL, { differences: [] } as never, STATES, 'busybox'))).toEqual(['web reaches agent:8000, which is not declared']);
  expect(jest.mocked(must).mock.calls.at(-1)?.[1]?.input).toBe('agent 8000 tcp\n172.20.0.2 8000 tcp\nfd00::2 8000 tcp\n');
});

test.each([
  ['leads to it', '8000/tcp -> 0.0.0.0:18000\n', '127.0.0.1 18000 held\ntried\n', []],
  ['leads elsewhere', '9000/tcp -> 0.0.0.0:18000\n', '127.0.0.1 18000 held\ntried\n', ['agent.http has to be bound as 8000/tcp -> 0.0.0.0:18000, and these are: 9000/tcp -> 0.0.0.0:18000']],
  ['is bound to another address', '8000/tcp -> 127.0.0.1:18000\n', '127.0.0.1 18000 held\ntried\n', ['agent.http has to be bound as 8000/tcp -> 0.0.0.0:18000, and these are: 8000/tcp -> 127.0.0.1:18000']],
  ['is taken by the engine alone', '8000/tcp -> 0.0.0.0:18000\n', 'tried\n', ['nobody answers for agent.http at 127.0.0.1:18000']],
])('a published port that %s', (_, bound, answered, sentences) => {
  jest.mocked(must).mockImplementation((words) => (words[1] === 'port' ? bound : answered));
  expect(problemsIn(publishedComparisons(MODEL, STATES, 'busybox'))).toEqual(sentences);
});

test('a process that runs and is not seen', () => {
  const of = (Status: string) => problemsIn(ofUnseen({ State: { Status, ExitCode: 0 } } as Inspected));
  expect([of('running'), of('exited')]).toEqual([['it runs, and its process is not seen on the machine of the one who looks'], []]);
});

test('a container beside the main one that is missing', () => {
  const [{ model }] = chooseCases(['sidecar']);
  const workload = model.workloads.find(({ containers }) => containers.length > 1)!;
  const [main, sidecar, ...others] = workload.containers;
  expect(containersThere(workload, { containers: [main, ...others].map(({ name }) => ({ name })) } as LivePod['spec']).problem).toBe(`the pod of ${workload.name} has no container ${sidecar.name}`);
  const states = model.workloads.map(({ name }): State => ({ ...STATES[0], Service: name }));
  expect(problemsIn(presenceComparisons(model, states, new Set()))).toContain(`whether there is ${workload.name}-${sidecar.name} is false, and has to be true`);
});

test('a check that runs something else of as many words', () => {
  const web = MODEL.workloads.find(({ name }) => name === 'web')!;
  const [container] = web.containers;
  const live = (command: string[]): LivePod => ({ metadata: {}, spec: { containers: [{ name: container.name, image: 'example/agent:1.0.0', readinessProbe: { exec: { command } } }] } as never });
  const checks = (command: string[]): string[] => problemsIn(podComparisons({ container, workload: web }, live(command), { imageOf: (reference) => reference, nodeLabels: {} })).filter((problem) => problem.startsWith('its check is'));
  expect([checks(['web', 'ask', 'me']), checks(['true', 'true', 'true'])]).toEqual([[], ['its check is {"exec":{"command":["true","true","true"]}}']]);
});

test('a second container that does not come back', () => {
  expect(missingAmong(['web', 'web', 'agent'], ['web', 'agent'])).toEqual(['web']);
});

test('what goes on when it is stopped, or cannot be', () => {
  const project = (status: number): ComposeProject => ({ run: () => ({ status, stdout: '', stderr: 'no such file\n' }), states: STATES }) as unknown as ComposeProject;
  jest.mocked(must).mockReturnValue(JSON.stringify([{ Config: {}, State: { Running: true, ExitCode: 0 } }, { Config: {}, State: { Running: false, ExitCode: 137 } }]));
  expect(killedAtStop(project(0))).toEqual(['agent goes on', 'web does not stop in its grace period']);
  expect(killedAtStop(project(1))).toEqual(['it cannot be stopped: no such file']);
});

test('what is to be killed at once has no time in which it could stop', () => {
  jest.mocked(must).mockReturnValue(JSON.stringify([{ Config: { StopSignal: 'SIGKILL' }, State: { Running: false, ExitCode: 137 } }, { Config: { StopSignal: 'SIGTERM' }, State: { Running: false, ExitCode: 143 } }]));
  expect(killedAtStop({ run: () => ({ status: 0, stdout: '', stderr: '' }), states: STATES } as unknown as ComposeProject)).toEqual([]);
});

test('a backup of what has no record', () => {
  expect(unrestored({ backups: new Map([['backup', 'db']]) } as never, {} as ComposeProject, [{ service: 'db', file: '/data' }], 'busybox')).toEqual(['db has no record that could be lost']);
});

test('a limit of which no control group tells', () => {
  const limits = (limit?: number): string[] => problemsIn([...processorsOf({ request: 0, limit }, new Map()), ...memoryOf({ request: 0, limit }, new Map())]);
  expect([limits(), limits(500)]).toEqual([[], ['no control group tells how much it may have of the processors', 'no control group tells how much it may have of the memory']]);
  expect(problemsIn([...processesOf(512, new Map())])).toEqual(['no control group tells how much it may have of the processes']);
});

test.each([['restricted', []], ['', ['the namespace enforces no level of Pod Security']], ['strict', ['the namespace enforces the unknown level strict of Pod Security']]])('a namespace that enforces "%s"', (level, sentences) => {
  jest.mocked(run).mockReturnValue({ status: 0, stdout: level, stderr: '' });
  expect(unenforced('desk')).toEqual(sentences);
});
