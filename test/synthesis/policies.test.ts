import { ApiObject, App as Cdk8sApp, Chart } from 'cdk8s';
import { acknowledge, App, Image, Stack, Workload, type Finding, type Policy, type PolicyInput } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { synthesizeApp } from '../../lib/synthesis/run';
import { DEFAULT_TARGETS } from '../../lib/targets/targets';
import { lineOf } from '../diagnostics/source-lines';

const image = Image.fromReference('example/api:1.0.0');

const team: Policy = ({ stacks }) =>
  stacks.flatMap(({ workloads }) => workloads.filter(({ labels }) => labels?.team === undefined).map(({ path }) => ({ construct: path, message: 'it has no team.', fix: 'Say whose it is.' })));

let app: App;
let stack: Stack;
let api: Workload;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'shop');
  api = new Workload(stack, 'api', { image }); // the workload
});

const findings = (): readonly Finding[] => synthesizeApp(app, DEFAULT_TARGETS).findings.filter(({ severity }) => severity !== 'info');
const told = (): string[] => findings().map(({ code, path, severity, message }) => `${severity} ${code} ${path}: ${message}`);

test('what a policy finds is in the list of everything, at the line of the construct', () => {
  app.addPolicy('team', team);
  expect(told()).toEqual(['error policy/team shop/api: It has no team.']);
  expect(synthesize(stack).rendered.join('\n')).toContain(`error policy/team at shop/api (${lineOf(__filename, 'the workload')}:`);
  expect(() => app.synthYaml()).toThrow('error policy/team at shop/api');
});

test('it is acknowledged by its name, for one construct or all below one; without a use that is a warning', () => {
  app.addPolicy('team', team);
  acknowledge(stack, 'policy/team', 'nobody owns the demo');
  expect(told()).toEqual([]);
  acknowledge(api, 'policy/owner', 'there is no such policy');
  expect(told()).toEqual([expect.stringContaining('warning model/unused-acknowledgement shop/api')]);
});

test('a warning stops a strict app alone', () => {
  const strict = new App({ strict: true });
  const warn: Policy = () => [{ construct: 'shop', message: 'Old.', fix: 'Renew it.', severity: 'warning' }];
  for (const each of [app, strict]) each.addPolicy('age', warn);
  new Stack(strict, 'shop');
  expect(app.synthYaml()).toContain('kind: Deployment');
  expect(() => strict.synthYaml()).toThrow('warning policy/age at shop');
});

test('a policy sees what is written for each target, of stacks and of charts of cdk8s, with the constructs', () => {
  new ApiObject(new Chart(app, 'plain'), 'own', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' } });
  let seen: PolicyInput | undefined;
  app.addPolicy('look', (written) => { seen = written; return undefined; });
  expect(told()).toEqual([]);
  expect(seen!.stacks.map(({ name }) => name)).toEqual(['shop']);
  const names = seen!.objects.map(({ target, chart, name, construct }) => `${target} ${chart} ${name} ${construct}`);
  expect(names).toEqual(expect.arrayContaining(['kubernetes shop deployment.apps/api shop/api', 'compose shop services.api shop/api', 'kubernetes plain configmap/own plain/own']));
});

test('one of a stack is about that stack, also in an app of cdk8s', () => {
  new Workload(new Stack(app, 'other'), 'web', { image });
  stack.addPolicy('team', team);
  expect(told()).toEqual(['error policy/team shop/api: It has no team.']);
  const foreign = new Cdk8sApp();
  const inside = new Stack(foreign, 'shop');
  new Workload(inside, 'api', { image });
  inside.addPolicy('team', team);
  expect(() => foreign.synthYaml()).toThrow('error policy/team at shop/api');
});

test('it holds for the variants of a stack too', () => {
  const variant = new Stack(new App(), 'shop');
  for (const id of ['api', 'more']) new Workload(variant, id, { image });
  stack.addOverlay('more', variant);
  app.addPolicy('team', team);
  expect(told()).toEqual(['error policy/team shop/api: It has no team.', 'error policy/team shop/more (overlay more): It has no team.']);
});

test.each<[string, unknown, string]>([
  ['throws', () => { throw new Error('no such field'); }, 'it throws: no such field'],
  ['is asynchronous', async () => { await Promise.resolve(); throw new Error('later'); }, 'it is asynchronous'],
  ['returns no list', () => 5, 'it returns 5'],
  ['finds something without words', () => [{ construct: 'shop', fix: 'x' }], 'it returns a finding without message'],
  ['finds something of no weight', () => [{ construct: 'shop', message: 'x', fix: 'x', severity: 'fatal' }], 'it returns a finding of the severity "fatal"'],
  ['changes what is written', ({ objects }: PolicyInput) => { (objects[0].value as { kind: string }).kind = 'Other'; }, 'it throws: Cannot assign to read only property'],
  ['changes the model', ({ stacks }: PolicyInput) => { (stacks[0] as { name: string }).name = 'Other'; }, 'it throws: Cannot assign to read only property'],
])('a policy that %s is a finding at its own line', (_, policy, says) => {
  app.addPolicy('odd', policy as Policy); // the policy
  expect(told()).toEqual([expect.stringContaining(`error model/policy-failed : The policy "odd" cannot be asked: ${says}`)]);
  expect(() => app.synthYaml()).toThrow(lineOf(__filename, 'the policy'));
});

test('a finding about nothing that is there is told all the same', () => {
  app.addPolicy('odd', () => [{ construct: 'shop/nobody', message: 'Lost.', fix: 'x' }]);
  expect(told()).toEqual([expect.stringContaining('model/policy-failed'), 'error policy/odd : Lost.']);
});

test('names are those of codes, each once, and a policy is a function', () => {
  app.addPolicy('Bad Name', () => []);
  app.addPolicy('twice', () => []);
  app.addPolicy('twice', () => []);
  stack.addPolicy('none', undefined as unknown as Policy);
  const codes = findings().map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['model/invalid-value', 'model/conflicting-statements']));
});

test('validations of constructs go on to be heard', () => {
  stack.node.addValidation({ validate: () => ['not on a Friday'] });
  app.addPolicy('team', team);
  expect(told()).toEqual(expect.arrayContaining([expect.stringContaining('model/validation shop: Not on a Friday'), expect.stringContaining('policy/team')]));
});
