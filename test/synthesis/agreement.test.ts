import { JsonPatch } from 'cdk8s';
import { acknowledge, App, Compose, Image, Inventory, Kubernetes, Postgres, Size, Stack, Workload, type StackProps } from 'cdk8s-compose';
import { expectAgreement, synthesize, type Synthesized } from 'cdk8s-compose/testing';
import type { ReportDocument } from '../../lib/diagnostics/report-document';
import { synthesizeApp } from '../../lib/synthesis/run';
import { DEFAULT_TARGETS } from '../../lib/targets/targets';

/*
 * What a hatch takes from one output alone, or gives to one alone, is said at synthesis. What nobody accepts is as wrong as ever for who
 * compares the files; what somebody accepts is announced to him.
 */

function shop(props: StackProps = {}, app = new App()): { readonly stack: Stack; readonly api: Workload; readonly postgres: Postgres } {
  const stack = new Stack(app, 'shop', props);
  const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) });
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { DATABASE_URL: postgres.url() } });
  return { stack, api, postgres };
}

const agreementsIn = ({ findings }: Pick<Synthesized, 'findings'>): string[] =>
  findings.filter(({ code }) => code.startsWith('agreement/') || code === 'model/unused-acknowledgement').map(({ severity, code, path, message }) => `${severity} ${code} at ${path}: ${message}`);

const differencesIn = ({ files }: Synthesized, report = 'shop'): string[] =>
  (JSON.parse(files.get(`report/${report}.json`)!) as ReportDocument).differences.map(({ code, workload, what, kubernetes, compose, choice }) =>
    [code, workload, what, kubernetes, compose, ...(choice === undefined ? [] : [`with ${choice}`])].join(' '));

const ownDifferencesIn = (result: Synthesized, report?: string): string[] => differencesIn(result, report).filter((difference) => difference.startsWith('agreement/'));

test('what a hatch makes differ is a warning at the hatch, and stays an error for who compares', () => {
  const { stack, api } = shop();
  api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  const result = synthesize(stack);
  expect(agreementsIn(result)).toEqual(['warning agreement/image at shop/api: In deployment.apps/api: api: image is "example/api:1.4.2" on Kubernetes, "example/api:1.4.1" in Compose']);
  expect(result.rendered.find((text) => text.includes('agreement/image'))).toMatch(/agreement\.test\.ts:\d+:\d+\)\n.*\n {2}fix: .*acknowledge\(construct, 'agreement\/image', reason\)/);
  expect(ownDifferencesIn(result)).toEqual([]);
  expect(() => expectAgreement(stack)).toThrow(/agreement\/image/);
});

test('what is accepted is announced', () => {
  const { stack, api } = shop();
  api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  acknowledge(api, 'agreement/image', 'the laptop lags behind');
  const result = synthesize(stack);
  expect(agreementsIn(result)).toEqual(['info agreement/image at shop/api: In deployment.apps/api: api: image is "example/api:1.4.2" on Kubernetes, "example/api:1.4.1" in Compose']);
  expect(ownDifferencesIn(result)).toEqual(['agreement/image api image example/api:1.4.2 example/api:1.4.1']);
  expectAgreement(stack);
});

test('one aspect of one workload that is accepted excuses no other', () => {
  const { stack, api, postgres } = shop();
  for (const workload of [api, postgres]) workload.compose.customize((service) => { service.image = 'example/other:1.0.0'; service.stop_grace_period = '77s'; });
  acknowledge(api, 'agreement/image', 'the laptop lags behind');
  expect(agreementsIn(synthesize(stack)).map((text) => text.split(':')[0])).toEqual([
    'info agreement/image at shop/api', 'warning agreement/restart at shop/api', 'warning agreement/image at shop/postgres', 'warning agreement/restart at shop/postgres',
  ]);
  expect(() => expectAgreement(stack)).toThrow(/^(?!.*agreement\/image of shop\/api).*agreement\/image of shop\/postgres/s);
});

test('a hatch on each side that says the same makes no difference', () => {
  const { stack, api } = shop();
  api.compose.customize((service) => { service.image = 'example/api:2.0.0'; });
  api.kubernetes.addJsonPatch('Deployment', JsonPatch.replace('/spec/template/spec/containers/0/image', 'example/api:2.0.0'));
  expect(agreementsIn(synthesize(stack))).toEqual([]);
  expectAgreement(stack);
});

test('what a target announces and a hatch has put right is announced no longer', () => {
  const { stack, api } = shop();
  const before = differencesIn(synthesize(stack));
  expect(before).toContain('kubernetes/start-order api starts after postgres  service_healthy');
  api.compose.customize((service) => { delete service.depends_on; });
  expect(differencesIn(synthesize(stack))).toEqual(before.filter((difference) => !difference.startsWith('kubernetes/start-order api')));
  expectAgreement(stack);
});

test('a label of one output is said, and needs no consent', () => {
  const { stack, api } = shop();
  api.compose.customize((service) => { service.labels = { 'com.example.owner': 'team-blue' }; });
  const result = synthesize(stack);
  expect(agreementsIn(result)).toEqual(['info agreement/note at shop/api: In deployment.apps/api: api: note com.example.owner is not there on Kubernetes, "team-blue" in Compose']);
  expectAgreement(stack);
});

test('who comes into the network of another is blamed, not whom he comes to', () => {
  const { stack, api } = shop();
  const other = new Workload(stack, 'other', { image: Image.fromReference('example/other:1.0.0') });
  api.kubernetes.addJsonPatch('Deployment', JsonPatch.add('/spec/revisionHistoryLimit', 3));
  other.compose.customize((service) => { service.networks = ['other', 'postgres']; });
  const paths = synthesize(stack).findings.filter(({ code }) => code === 'agreement/isolation').map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(0);
  expect(new Set(paths)).toEqual(new Set(['shop/other']));
});

test('what a fragment adds to one output is said at the stack', () => {
  const { stack } = shop();
  stack.compose.addFragment({ services: { mail: { image: 'example/mail:1.0.0' } } });
  expect(agreementsIn(synthesize(stack))).toEqual(['warning agreement/workload at shop: In services.mail: mail: workload is not there on Kubernetes, "services.mail" in Compose']);
});

test('many differences of one kind at one object are one finding', () => {
  const { stack, api } = shop();
  api.compose.customize((service) => { service.environment = { ...service.environment, A: '1', B: '2', C: '3', D: '4', E: '5', F: '6' }; });
  const found = agreementsIn(synthesize(stack));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/env A .*; .*env B .*; .*env C .*; .*env D .*; and 2 more of the kind$/);
});

test('of a choice of profiles it is said with which one', () => {
  const { stack } = shop();
  const extra = new Workload(stack, 'extra', { image: Image.fromReference('example/extra:1.0.0'), profiles: ['more'] });
  extra.compose.customize((service) => { service.image = 'example/extra:0.9.0'; });
  acknowledge(extra, 'agreement/image', 'the laptop lags behind');
  expect(ownDifferencesIn(synthesize(stack))).toEqual(['agreement/image extra image example/extra:1.0.0 example/extra:0.9.0 with more']);
  expectAgreement(stack);
});

test('of an overlay it is in the report of the overlay', () => {
  const base = shop();
  const variant = shop();
  variant.api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  acknowledge(variant.api, 'agreement/image', 'the laptop lags behind');
  base.stack.addOverlay('laptop', variant.stack);
  const result = synthesize(base.stack);
  expect(ownDifferencesIn(result)).toEqual([]);
  expect(ownDifferencesIn(result, 'shop.laptop')).toEqual(['agreement/image api image example/api:1.4.2 example/api:1.4.1']);
  expectAgreement(base.stack);
});

test('of an overlay that nobody accepts it is a warning of the stack', () => {
  const base = shop();
  const variant = shop();
  variant.api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  base.stack.addOverlay('laptop', variant.stack);
  expect(agreementsIn(synthesize(base.stack)).map((text) => text.split(':')[0])).toEqual(['warning agreement/image at shop/api (overlay laptop)']);
  expect(() => expectAgreement(base.stack)).toThrow(/agreement\/image/);
});

test('while something is wrong nothing is compared', () => {
  const { stack, api } = shop();
  api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  api.kubernetes.addJsonPatch('Deployment', JsonPatch.add('/spec/replicas', 'many'));
  expect(agreementsIn(synthesize(stack))).toEqual([]);
});

test('a synthesis of the app says the same', () => {
  const app = new App();
  const { api } = shop({}, app);
  api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  expect(agreementsIn(synthesizeApp(app, DEFAULT_TARGETS)).map((text) => text.split(':')[0])).toEqual(['warning agreement/image at shop/api']);
});

test('strict mode stops at what nobody accepts', () => {
  const app = new App({ strict: true });
  const { api } = shop({}, app);
  api.compose.customize((service) => { service.image = 'example/api:1.4.1'; });
  expect(() => app.synth()).toThrow(/agreement\/image/);
});

describe('an acknowledgement without a use', () => {
  const unused = (props: StackProps, code: Parameters<typeof acknowledge>[1], more: (api: Workload) => void = () => undefined): string[] => {
    const { stack, api } = shop(props);
    more(api);
    acknowledge(api, code, 'it may differ');
    return agreementsIn(synthesize(stack)).filter((text) => text.includes('unused'));
  };

  test.each(['agreement/image', 'manifest/unknown-field', 'project/wrong-type'] as const)('of %s is said', (code) => {
    expect(unused({}, code)).toHaveLength(1);
  });

  test('is none where only one target is written for', () => {
    expect(unused({ targets: [new Compose()] }, 'agreement/image')).toEqual([]);
    expect(unused({ targets: [new Kubernetes()] }, 'agreement/image')).toEqual([]);
    expect(unused({ targets: [new Compose(), new Inventory()] }, 'manifest/unknown-field')).toEqual([]);
    expect(unused({ targets: [new Kubernetes()] }, 'manifest/unknown-field')).toHaveLength(1);
  });

  test('is not known while something else is wrong, since nothing is compared', () => {
    expect(unused({}, 'agreement/health', (api) => { api.addEndpoint('http', { port: 99999 }); })).toEqual([]);
  });

  test('is none where the check that is not there in Compose is what it is about', () => {
    const readinessProbe = { httpGet: { path: '/ping', port: 8080 } };
    expect(unused({}, 'agreement/health', (api) => { api.kubernetes.addJsonPatch('Deployment', JsonPatch.add('/spec/template/spec/containers/0/readinessProbe', readinessProbe)); })).toEqual([]);
    expect(unused({}, 'agreement/health')).toHaveLength(1);
  });
});
