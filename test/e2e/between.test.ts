import { chooseCases } from '../../scripts/e2e/cases';
import { asChosen } from '../../scripts/e2e/inside/chosen';
import { problemsIn } from '../../scripts/e2e/inside/compared';
import { keptComparisons, type Inspected, type InspectedImage } from '../../scripts/e2e/inside/kept';
import { eventsIn, type EngineEvent } from '../../scripts/e2e/engine-events';
import { orderComparisons, presenceComparisons } from '../../scripts/e2e/inside/presence';
import { ofRequests } from '../../scripts/e2e/inside/requests-of';
import { Statements } from '../../scripts/e2e/inside/stated';

const event = (service: string, Action: string, timeNano: number, exitCode = '0'): EngineEvent => ({ Action, timeNano, Actor: { Attributes: { 'com.docker.compose.service': service, exitCode } } });
const [{ model: ORDER }] = chooseCases(['engine-order']);
const EVENTS = [
  event('db', 'start', 1), event('proxy', 'start', 2), event('db', 'health_status: healthy', 3), event('migration', 'start', 4), event('migration', 'die', 5), event('api', 'start', 6),
];

test('what is started before what comes first has come as far as it has to is found', () => {
  const order = (events: readonly EngineEvent[], started = new Set<string>()) => orderComparisons(ORDER, events, started);
  expect(problemsIn(order(EVENTS))).toEqual([]);
  const early = EVENTS.map((one) => (one.Action === 'start' && one.Actor.Attributes['com.docker.compose.service'] === 'api' ? { ...one, timeNano: 2 } : one));
  expect(problemsIn(order(early))).toEqual(['api was started before db was healthy', 'api was started before migration had ended well']);
  expect(problemsIn(order(EVENTS.filter(({ Action }) => !Action.includes('healthy'))))).toEqual(['api was started before db was healthy', 'migration was started before db was healthy']);
  expect(order([]).filter(({ problem }) => problem !== undefined)).toEqual([]);
});

test('a start that nobody has seen is found, and of what the engine tells whole lines count', () => {
  expect(problemsIn(orderComparisons(ORDER, EVENTS.slice(2), new Set(['db', 'api'])))).toContain('nobody has seen when db was started');
  expect(eventsIn(`${JSON.stringify(EVENTS[0])}\n{"Action":"st`)).toEqual([EVENTS[0]]);
});

test('who has containers is found, by the profiles that are active', () => {
  const states = ['api', 'db', 'migration', 'proxy'].map((Service) => ({ Service, ID: Service, State: 'running', Health: '', ExitCode: 0 }));
  expect(problemsIn(presenceComparisons(ORDER, states, new Set()))).toEqual([]);
  expect(problemsIn(presenceComparisons(ORDER, states, new Set(['cache'])))).toEqual(['the number of containers of cache is 0, and has to be 1']);
});

test('what a check asks is found in what a stand-in writes down', () => {
  const [{ model }] = chooseCases(['engine-health']);
  const tls = model.workloads.find(({ name }) => name === 'tls')!.containers[0];
  const log = (asked: object): string => `stand-in: listens on 8443\nstand-in: was asked ${JSON.stringify({ path: '/health', tls: true, headers: { host: 'shop.example.com', 'x-asked-by': "the platform's own" }, ...asked })}\n`;
  expect(problemsIn(ofRequests(tls, log({})))).toEqual([]);
  for (const other of [{ path: '/' }, { tls: false }, { headers: {} }]) expect(problemsIn(ofRequests(tls, log(other)))).toHaveLength(1);
  expect(ofRequests(tls, '')).toEqual([]);
  expect(problemsIn(ofRequests(tls, 'stand-in: listens on 8443\n'))).toEqual(['its check does not ask as it has to: nothing']);
});

const [{ model: CHOSEN }] = chooseCases(['engine-chosen']);

test('the model is as the operator has it, and what the engine keeps is held against that', () => {
  const statements = new Statements(CHOSEN, { operator: new Map([['SUFFIX', 'green'], ['RELEASE', '2.0.0'], ['LOG_SIZE', '5m'], ['STOP_TIME', '12s'], ['RESTART_POLICY', 'always'], ['STAGE', 'test'], ['OWNER', 'ours'], ['BIND_ADDRESS', '127.0.0.2']]) });
  const model = asChosen(CHOSEN, (expression) => statements.text(expression));
  const workload = model.workloads.find(({ name }) => name === 'api')!;
  const [container] = workload.containers;
  expect([container.containerName, workload.hostname, container.image.reference, workload.endpoints[0].exposure]).toMatchObject(['shop-api-green', 'api-green', 'example/api:2.0.0', { address: '127.0.0.2' }]);
  expect(model.volumes[0].engineName).toBe('ours_files');
  const image: InspectedImage = { Os: 'linux', Architecture: 'amd64', Config: {} };
  const good: Inspected = {
    Id: 'abc', Name: '/shop-api-green', Path: 'node', Args: [], Image: 'sha256:1', State: { Status: 'running', ExitCode: 0, Health: { Status: 'healthy' } },
    Config: { Image: 'stand-in', Env: [], WorkingDir: '/srv', Labels: { 'example.com/stage': 'test' }, StopTimeout: 12, Healthcheck: { Test: ['CMD', 'sh', '-c', 'exit 0'], Interval: 10e9, Timeout: 5e9, Retries: 5 } },
    HostConfig: { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 }, Runtime: 'runc', LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '3' } } },
    Mounts: [{ Type: 'bind', Source: '/usr/lib/os-release', Destination: '/etc/host-release' }],
  };
  const problems = (change: object): string[] => problemsIn(keptComparisons({ container, workload, model }, { ...good, ...change } as Inspected, image, { imageOf: () => 'stand-in', project: 'e2e-shop', text: (expression) => statements.text(expression) }));
  expect(problems({})).toEqual([]);
  expect(problems({ Name: '/other' })).toEqual(['its name is "/other", and has to be "/shop-api-green"']);
  expect(problems({ State: { Status: 'exited', ExitCode: 1 } })).toEqual(['it is "exited", and has to be "running"']);
  expect(problems({ Config: { ...good.Config, StopTimeout: 10, Labels: {}, Image: 'other' } })).toHaveLength(3);
  expect(problems({ Config: { ...good.Config, Healthcheck: { ...good.Config.Healthcheck, Test: ['CMD', 'true'], Retries: 9 } } })).toHaveLength(2);
  expect(problems({ HostConfig: { ...good.HostConfig, RestartPolicy: { Name: 'no', MaximumRetryCount: 0 }, LogConfig: { Type: 'local', Config: {} } } })).toHaveLength(4);
  expect(problems({ Mounts: [] })).toEqual(['/etc/host-release is nothing, and has to be "/usr/lib/os-release"']);
});

test('a check that asks no port is found', () => {
  const [{ model }] = chooseCases(['engine-health']);
  const workload = model.workloads.find(({ containers: [{ health }] }) => health?.check.kind === 'tcp')!;
  const [container] = workload.containers;
  const { port } = workload.endpoints[0];
  const problems = (...Test: string[]): string[] => problemsIn(keptComparisons({ container, workload, model }, {
    State: { Status: 'running', Health: { Status: 'healthy' } }, Config: { Healthcheck: { Test } }, HostConfig: { RestartPolicy: {}, LogConfig: { Config: {} } }, Mounts: [],
  } as never, { Config: {} } as never, { imageOf: (reference) => reference, project: 'e2e-shop', text: () => undefined })).filter((problem) => problem.startsWith('its check is'));
  expect([problems('CMD', 'nc', '-z', '127.0.0.1', String(port)), problems('CMD', 'true')]).toEqual([[], [`its check is ["CMD","true"], and has to ask the port ${port}`]]);
});
