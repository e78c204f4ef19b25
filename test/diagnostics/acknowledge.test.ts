import { acknowledge, App, HealthProbe, Image, Stack, Workload, type Code } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

const image = Image.fromReference('example/app:1.0.0');

/** A stack with two workloads that each want to be restarted: a warning for Compose. */
function watched(): { readonly stack: Stack; readonly a: Workload; readonly b: Workload } {
  const stack = new Stack(new App(), 'shop');
  const health = HealthProbe.fromCommand(['true'], { liveness: true });
  const [a, b] = ['a', 'b'].map((id) => new Workload(stack, id, { image, health }));
  return { stack, a, b };
}

const about = (stack: Stack, code: Code) =>
  synthesize(stack)
    .findings.filter((finding) => finding.code === code)
    .map(({ path, severity, acknowledged }) => ({ path, severity, acknowledged }));

test('a warning stands until somebody says that it is meant', () => {
  expect(about(watched().stack, 'compose/liveness')).toEqual([
    { path: 'shop/a', severity: 'warning', acknowledged: undefined },
    { path: 'shop/b', severity: 'warning', acknowledged: undefined },
  ]);
});

test('an accepted warning stays as information, with the reason', () => {
  const { stack, a } = watched();
  acknowledge(a, 'compose/liveness', 'the watchdog restarts it');
  expect(about(stack, 'compose/liveness')).toEqual([
    { path: 'shop/a', severity: 'info', acknowledged: 'the watchdog restarts it' },
    { path: 'shop/b', severity: 'warning', acknowledged: undefined },
  ]);
});

test('a word for the stack counts for all of it', () => {
  const { stack } = watched();
  acknowledge(stack, 'compose/liveness', 'all are watched');
  expect(about(stack, 'compose/liveness').map(({ severity }) => severity)).toEqual(['info', 'info']);
});

test('a word for the app counts for all of its stacks', () => {
  const { stack } = watched();
  acknowledge(stack.node.root, 'compose/liveness', 'all are watched');
  const app = stack.node.root as App;
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  app.synthYaml();
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
});

test('a construct is not meant by one whose path begins like its own', () => {
  const stack = new Stack(new App(), 'shop');
  const health = HealthProbe.fromCommand(['true'], { liveness: true });
  const [api] = ['api', 'api-2'].map((id) => new Workload(stack, id, { image, health }));
  acknowledge(api, 'compose/liveness', 'watched');
  expect(about(stack, 'compose/liveness')).toContainEqual({ path: 'shop/api-2', severity: 'warning', acknowledged: undefined });
});

test('what nobody found is a finding itself', () => {
  const stack = new Stack(new App(), 'shop');
  const api = new Workload(stack, 'api', { image });
  acknowledge(api, 'compose/liveness', 'watched');
  expect(about(stack, 'model/unused-acknowledgement')).toEqual([{ path: 'shop/api', severity: 'warning', acknowledged: undefined }]);
});

test('an error that cannot be wrong cannot be accepted', () => {
  const stack = new Stack(new App(), 'shop');
  const api = new Workload(stack, 'api', { image, replicas: -1 });
  acknowledge(api, 'model/invalid-replicas', 'I want it');
  expect(about(stack, 'model/invalid-replicas')).toEqual([{ path: 'shop/api', severity: 'error', acknowledged: undefined }]);
  expect(synthesize(stack).files.size).toBe(0);
});
