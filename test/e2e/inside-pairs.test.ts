import { App, ConfigFile, Image, Parameter, Protocol, Publish, Secret, Stack, text, Workload } from 'cdk8s-compose';
import { chooseCases } from '../../scripts/e2e/cases';
import { announcedIn, besideGateways, joinedIn, pairsIn, publishedIn, wrongPair, type Pair } from '../../scripts/e2e/inside/pairs';
import { Statements } from '../../scripts/e2e/inside/stated';
import { chooseStacks, chosen } from '../../scripts/e2e/stacks';

const IMAGE = Image.fromReference('example/agent:1.0.0');

function desk() {
  const stack = new Stack(new App(), 'desk');
  const agent = new Workload(stack, 'agent', { image: IMAGE });
  const http = agent.addEndpoint('http', { port: 8000, publish: Publish.onHostPort(18000) });
  agent.addEndpoint('metrics', { port: 9000 });
  agent.addEndpoint('events', { port: 9001, protocol: Protocol.UDP });
  const password = new Secret(stack, 'PASSWORD', { description: 'Of the desk.' });
  const level = new Parameter(stack, 'LEVEL', { default: 'info', description: 'What is logged.' });
  const region = new Parameter(stack, 'REGION', { description: 'Where it runs.' });
  const file = new ConfigFile(stack, 'rules', { fileName: 'rules.json', content: '{ "price": "$10" }' });
  new Workload(stack, 'web', {
    image: IMAGE, command: ['--level', level], mounts: { '/etc/rules.json': file },
    env: { AGENT: http.url(), DATABASE: text`desk:${password}@db`, LEVEL: level, REGION: region },
  });
  return chosen(stack).model;
}

const MODEL = desk();

const wrong = (open: readonly number[], announced: ReadonlySet<string>): string[] => pairsIn(MODEL).flatMap((pair: Pair) => wrongPair(pair, open.includes(pair.port), announced) ?? []);

test('every workload is tried with every TCP port of every other one', () => {
  expect(pairsIn(MODEL)).toEqual([
    { from: 'web', to: 'agent', port: 8000, isDeclared: true },
    { from: 'web', to: 'agent', port: 9000, isDeclared: false },
  ]);
});

test.each([
  ['what is declared and closed', [], 'web does not reach agent:8000, which is declared'],
  ['what is open and not declared', [8000, 9000], 'web reaches agent:9000, which is not declared'],
])('%s is wrong', (_, open: readonly number[], sentence) => {
  expect(wrong(open, new Set())).toEqual([sentence]);
});

test('what is announced as open has to be, and what nobody could try is not judged', () => {
  const announced = announcedIn({ version: 1, stack: 'desk', targets: [], findings: [], differences: [{ workload: 'agent', what: 'called by web', compose: 'yes', kubernetes: 'no' }] } as never);
  expect([...announced]).toEqual(['web agent']);
  expect(wrong([], announced).at(-1)).toBe('web does not reach agent:9000, which is announced as open');
});

test('a gateway is on the networks of those it leads to, and so are their callers', () => {
  const model = chooseStacks(['open-notebook-public'])[0].model;
  expect([...besideGateways(model)].filter((pair) => pair.endsWith(' proxy')).sort()).toEqual(['api proxy', 'frontend proxy', 'proxy proxy', 'worker proxy']);
  expect([...besideGateways(MODEL)]).toEqual([]);
});

test('who calls one port shares a network, and so may call the others, also if it is one of UDP', () => {
  expect([...joinedIn(MODEL)]).toEqual(['web agent']);
  const [{ model }] = chooseCases(['endpoint-udp']);
  expect([...joinedIn(model)]).toEqual(['api resolver']);
  expect(pairsIn(model)).toContainEqual({ from: 'api', to: 'resolver', port: 5353, isDeclared: false });
});

test('a published port is tried at the address that it is bound to', () => {
  expect(publishedIn(MODEL)).toEqual([{ name: 'agent.http', path: 'desk/agent', address: '127.0.0.1', port: 18000, protocol: 'tcp', workload: 'agent', target: 8000, bound: '0.0.0.0' }]);
});

test('what a process has to have is read of the model, with what the operator has set', () => {
  const WEB = MODEL.workloads.find(({ name }) => name === 'web')!;
  const web = WEB.containers[0];
  const stated = new Statements(MODEL, { operator: new Map([['PASSWORD', '$ecret']]) }).of(web, WEB);
  expect(Object.fromEntries(stated.environment)).toEqual({ AGENT: 'http://agent:8000', DATABASE: 'desk:$ecret@db', LEVEL: 'info', REGION: undefined });
  expect(stated.command).toEqual(['--level', 'info']);
  expect([...stated.parts]).toEqual([['PASSWORD', '$ecret'], ['LEVEL', 'info']]);
  expect(stated.files.get('/etc/rules.json')).toEqual({ content: Buffer.from('{ "price": "$10" }') });
  const changed = new Statements(MODEL, { operator: new Map([['LEVEL', 'debug']]) }).of(web, WEB);
  expect([changed.command, changed.environment.get('LEVEL')]).toEqual([['--level', 'debug'], 'debug']);
  const without = new Statements(MODEL, { operator: new Map(), unset: (name) => `$(${name})` }).of(web, WEB);
  expect(without.environment.get('DATABASE')).toBe('desk:$(PASSWORD)@db');
});
