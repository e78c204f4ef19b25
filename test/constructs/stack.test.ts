import { App, ConfigFile, Parameter, Redis, Secret, SecretStore, Size, Stack, Volume, Workload, type StackProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { Construct } from 'constructs';
import { IMAGE } from './described';

const modelOf = (id: string, props?: StackProps) => synthesize(new Stack(new App(), id, props)).model;

test('a stack is a namespace of its own name, and its checkout is found by SOURCE_DIR', () => {
  expect(modelOf('shop')).toMatchObject({ name: 'shop', namespace: 'shop', source: {} });
});

test('namespace and variable can be given', () => {
  expect(modelOf('shop', { namespace: 'team-a', sourceVariable: 'SHOP_SRC' })).toMatchObject({ name: 'shop', namespace: 'team-a', source: { setting: 'SHOP_SRC' } });
  expect(new Stack(new App(), 'shop', { namespace: 'team-a' }).namespace).toBe('team-a');
});

test.each([
  { store: SecretStore.cluster('vault'), model: { name: 'vault', kind: 'ClusterSecretStore' } },
  { store: SecretStore.inNamespace('vault'), model: { name: 'vault', kind: 'SecretStore' } },
])('its secrets may come from a $model.kind', ({ store, model }) => {
  expect(modelOf('shop', { secretStore: store }).secretStore).toEqual(model);
});

test('without one the model has no store', () => {
  expect(modelOf('shop')).not.toHaveProperty('secretStore');
});

test('the model is plain data, with everything sorted by name', () => {
  const stack = new Stack(new App(), 'shop');
  for (const id of ['b', 'a']) {
    new Workload(stack, id, { image: IMAGE });
    new Volume(stack, `volume-${id}`, { size: Size.gibibytes(1) });
    new ConfigFile(stack, `file-${id}`, { content: id });
    new Parameter(stack, `PARAMETER_${id}`, { default: '', description: '' });
    new Secret(stack, `SECRET_${id}`, { description: '' });
  }
  const { model } = synthesize(stack);
  expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  for (const list of [model.workloads, model.volumes, model.configFiles, model.parameters, model.secrets]) {
    expect(list.map(({ name }) => name.slice(-1))).toEqual(['a', 'b']);
  }
});

test('what belongs to a stack in the stack is not in its model', () => {
  const outer = new Stack(new App(), 'outer');
  new Redis(outer, 'redis');
  const inner = new Stack(new Construct(outer, 'group'), 'inner');
  new Redis(inner, 'cache');
  expect(synthesize(outer).model.workloads.map(({ path }) => path)).toEqual(['outer/redis']);
  expect(synthesize(inner).model).toMatchObject({ name: 'inner', path: 'outer/group/inner', workloads: [{ path: 'outer/group/inner/cache' }] });
});

test('what is found of the stack itself is found at its path, wherever it is', () => {
  const app = new App();
  const stack = new Stack(new Construct(app, 'team'), 'shop', { namespace: 'No', secretStore: SecretStore.cluster('vault') });
  expect(synthesize(stack).findings).toEqual([expect.objectContaining({ code: 'model/invalid-name', path: 'team/shop' })]);
});

test('a stack is recognized', () => {
  const app = new App();
  expect(Stack.isStack(new Stack(app, 'shop'))).toBe(true);
  expect(Stack.isStack(new Construct(app, 'other'))).toBe(false);
});
