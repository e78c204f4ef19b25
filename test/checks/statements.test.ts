import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import {
  AgentService, App, HealthProbe, ModelProvider, Parameter, Publish, Size, Stack, StartOrderOnKubernetes, Task, WorkloadKind, Workload, type WorkloadProps,
} from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { lineOf } from '../diagnostics/source-lines';
import { describeRule, IMAGE, workload, type Broken, type Build } from './rule-cases';

const broken = (when: string, at: string, build: Broken['build'], ...says: string[]): Broken => ({ when, build, at, says });
const level = (id: string, logLevel: string): Build => (stack) => new AgentService(stack, id, { image: IMAGE, port: 8000, logLevel });
const provider = (baseUrl?: string): ModelProvider =>
  ModelProvider.of({ displayName: 'Acme', keyVariable: 'ACME_KEY', keyUrl: '', baseUrlVariable: 'ACME_URL', ...(baseUrl !== undefined && { baseUrl }) });
const asking = (id: string, of: ModelProvider): Build => (stack) => new AgentService(stack, id, { image: IMAGE, port: 8000, modelProviders: [of] });
const both = (...builds: Build[]): Build => (stack) => builds.forEach((build) => build(stack));
const http = (publish?: Publish) => (stack: Stack) => workload(stack).addEndpoint('http', { port: 80, ...(publish && { publish }) });

describeRule('model/conflicting-statements', 'what is said twice is said in the same way', {
  broken: [
    broken('two log levels of one parameter', 'shop/LOG_LEVEL', both(level('a', 'DEBUG'), level('b', 'ERROR')), 'default of LOG_LEVEL', '"DEBUG"', '"ERROR"'),
    broken('a parameter of the user\'s own', 'shop/LOG_LEVEL', both((stack) => new Parameter(stack, 'LOG_LEVEL', { default: 'INFO', description: '' }), level('a', 'DEBUG')), '"INFO"', '"DEBUG"'),
    broken('a default, and none', 'shop/X', (stack) => [{ default: '' }, {}].forEach((props) => Parameter.shared(stack, 'X', { ...props, description: '' })), '""', 'none'),
    broken('two addresses of one provider', 'shop/ACME_URL', both(asking('a', provider('https://a')), asking('b', provider('https://b'))), 'https://a', 'https://b'),
    broken('an endpoint that is published twice', 'shop/api', (stack) => {
      const endpoint = http()(stack);
      endpoint.publish(Publish.atHost('shop.example.com', { path: '/api' }));
      endpoint.publish(Publish.onHostPort(8080));
    }, 'the host shop.example.com/api', 'port 8080 of the host'),
    broken('an endpoint that is published where it is opened, and later', 'shop/api', (stack) => http(Publish.onLoopback(80))(stack).publish(Publish.onLoopback(81)), 'port 80 of loopback', 'port 81 of loopback'),
    broken('two ways to wait for one peer', 'shop/api', (stack) => {
      const [peer, api] = [workload(stack, 'peer'), workload(stack)];
      peer.addEndpoint('http', { port: 80 });
      api.startAfter(peer);
      api.startAfter(peer, { kubernetes: StartOrderOnKubernetes.WAIT });
    }, 'peer is there', 'retry', 'wait'),
    broken('two overlays of one name', 'shop', (stack) => {
      stack.addOverlay('dev', new Stack(new App(), 'shop'));
      stack.addOverlay('dev', new Stack(new App(), 'shop'));
    }, 'overlay "dev"'),
  ],
  right: [
    { when: 'one log level of two agents', build: both(level('a', 'DEBUG'), level('b', 'DEBUG')) },
    { when: 'one provider of two agents', build: both(asking('a', provider('https://llm.example.com')), asking('b', provider('https://llm.example.com'))) },
    { when: 'one way of publishing, given twice', build: (stack) => {
      const publish = Publish.onLoopback(80);
      http(publish)(stack).publish(publish);
    } },
  ],
});

test('a conflict names the line of both statements', () => {
  const stack = new Stack(new App(), 'shop');
  level('a', 'DEBUG')(stack);
  Parameter.shared(stack, 'URL', { default: 'a', description: '' }); // the first statement
  Parameter.shared(stack, 'URL', { default: 'b', description: '' }); // the second statement
  const [shown] = synthesize(stack).rendered.filter((text) => text.startsWith('error'));
  expect(shown).toContain(`shop/URL (${lineOf(__filename, 'the second statement')}`);
  expect(shown).toContain(`The default of URL is "a" (${lineOf(__filename, 'the first statement')}`);
});

test('an address without a default is not set until the operator gives one', () => {
  const stack = new Stack(new App(), 'shop');
  asking('a', provider())(stack);
  expect(synthesize(stack).model.parameters).toEqual([expect.not.objectContaining({ default: expect.anything() })]);
});

const without = (kind: WorkloadKind, props: Partial<WorkloadProps>): Build => (stack) => workload(stack, 'api', { kind, ...props });

describeRule('model/meaningless-property', 'a property belongs to the kind that it is given to', {
  broken: [
    broken('a schedule of a service', 'shop/api', without(WorkloadKind.SERVICE, { schedule: '0 3 * * *' }), 'schedule', 'only a task'),
    broken('a schedule of a service that is none at all', 'shop/api', without(WorkloadKind.SERVICE, { schedule: 'not cron' }), 'schedule'),
    broken('a schedule of what has data of its own', 'shop/api', without(WorkloadKind.STATEFUL, { schedule: '0 3 * * *' }), 'schedule'),
    broken('retries of a service', 'shop/api', without(WorkloadKind.SERVICE, { retries: 0 }), 'retries', '`restart`'),
    broken('the size of a cache that is not there', 'shop/a', (stack) => new AgentService(stack, 'a', { image: IMAGE, port: 80, cacheSize: Size.mebibytes(1) }), 'cacheSize'),
    broken('the size of results that are not there', 'shop/a', (stack) => new AgentService(stack, 'a', { image: IMAGE, port: 80, resultSize: Size.mebibytes(1) }), 'resultSize'),
    broken('the address of a provider that nobody is told', 'shop/a', asking('a', ModelProvider.of({ displayName: 'Acme', keyVariable: 'K', keyUrl: '', baseUrl: 'https://a' })), 'baseUrl of Acme'),
    broken('a certificate of a host without TLS', 'shop/api', http(Publish.atHost('a.example.com', { tls: false, tlsSecret: 'a-tls' })), 'tlsSecret', 'without TLS'),
    broken('an issuer for a host without TLS', 'shop/api', http(Publish.atHost('a.example.com', { tls: false, clusterIssuer: 'letsencrypt' })), 'clusterIssuer'),
  ],
  right: [
    { when: 'both of a task', build: (stack) => new Task(stack, 'task', { image: IMAGE, schedule: '0 3 * * *', retries: 1 }) },
    { when: 'a service that is checked', build: (stack) => workload(stack, 'api', { health: HealthProbe.fromCommand(['true']) }) },
  ],
});

test('a group that is given twice is one group', () => {
  const stack = new Stack(new App(), 'shop');
  workload(stack, 'api', { supplementalGroups: [5, 7, 5] });
  const { files } = synthesize(stack);
  expect(files.get('compose/shop/compose.yaml')).toContain('group_add: ["5", "7"]');
  expect(files.get('kubernetes/shop.k8s.yaml')).toContain('supplementalGroups: [5, 7]');
});

describe('charts and apps', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'statements-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  const shop = (app: App): Stack => {
    const stack = new Stack(app, 'shop');
    new Workload(stack, 'api', { image: IMAGE });
    return stack;
  };

  test.each<[string, (app: App) => unknown]>([
    ['a chart in the stack whose name it has', (app) => new Chart(shop(app), 'shop')],
    ['a chart below another stack', (app) => [shop(app), new Chart(new Stack(app, 'other'), 'shop')]],
    ['a chart whose name differs in case, which some file systems do not tell apart', (app) => [shop(app), new Chart(app, 'Shop')]],
    ['two charts of one name', (app) => [new Chart(new Chart(app, 'a'), 'x'), new Chart(new Chart(app, 'b'), 'x')]],
  ])('%s: an error, since one file would be lost', (_, build) => {
    const app = new App({ outdir: root });
    build(app);
    expect(() => app.synth()).toThrow('error model/duplicate-output');
  });

  test('two apps of one program do not write to one directory, however it is spelled', () => {
    const first = new App({ outdir: root });
    shop(first);
    first.synth();
    const second = new App({ outdir: `${root}/./` }); // the second app
    new Stack(second, 'other');
    expect(() => second.synth()).toThrow('error model/shared-directory');
    expect(() => second.synth()).toThrow(`the app (${lineOf(__filename, 'the second app')}`);
    first.synth();
  });

  test('two apps of one program write to directories of their own', () => {
    for (const name of ['a', 'b']) {
      const app = new App({ outdir: join(root, name) });
      shop(app);
      app.synth();
    }
  });
});
