import { ConfigFile, Parameter, Secret, text, Workload, type Stack, type WorkloadProps } from 'cdk8s-compose';
import { IMAGE, Lowered } from '../lowered';

const HOSTILE = '$HOME ${X} $(Y) $$ $';
/** Kubernetes turns every `$$` into `$`, and a `$(NAME)` that stands after one is no reference. */
const ESCAPED = '$$HOME $${X} $$(Y) $$$$ $$';

const api = (stack: Stack, props: Partial<WorkloadProps>) => new Workload(stack, 'api', { image: IMAGE, ...props });
const container = (props: (stack: Stack) => Partial<WorkloadProps>) => new Lowered((stack) => api(stack, props(stack))).container('api');

describe('a dollar sign', () => {
  test('is doubled where Kubernetes expands variables', () => {
    const { env, command, args } = container(() => ({ env: { TEXT: HOSTILE }, entrypoint: [HOSTILE], command: [HOSTILE] }));
    expect(env).toEqual([{ name: 'TEXT', value: ESCAPED }]);
    expect([command, args]).toEqual([[ESCAPED], [ESCAPED]]);
  });

  test('is left alone where it does not', () => {
    const lowered = new Lowered((stack) => {
      api(stack, { workingDirectory: '/$HOME', mounts: { '/$(X)': new ConfigFile(stack, 'rules', { content: HOSTILE }) } });
      new Parameter(stack, 'LEVEL', { default: '$(X) $$', description: '' });
    });
    expect(lowered.container('api')).toMatchObject({ workingDir: '/$HOME', volumeMounts: [{ mountPath: '/$(X)' }, { mountPath: '/tmp' }] });
    expect(lowered.object('ConfigMap', 'rules')).toMatchObject({ data: { rules: HOSTILE } });
    expect(lowered.object('ConfigMap', 'shop-parameters')).toMatchObject({ data: { LEVEL: '$(X) $$' } });
  });
});

describe('a value', () => {
  const level = (stack: Stack) => new Parameter(stack, 'LEVEL', { default: '1', description: '' });
  const key = (stack: Stack, optional = false) => new Secret(stack, 'KEY', { description: '', optional });
  const LEVEL = { valueFrom: { configMapKeyRef: { name: 'shop-parameters', key: 'LEVEL' } } };
  const KEY = { valueFrom: { secretKeyRef: { name: 'shop-secrets', key: 'KEY' } } };

  test('alone is read by the container from its ConfigMap or Secret', () => {
    expect(container((stack) => ({ env: { A: level(stack), B: key(stack) } })).env).toEqual([{ name: 'A', ...LEVEL }, { name: 'B', ...KEY }]);
  });

  test('that is optional may be missing', () => {
    expect(container((stack) => ({ env: { A: key(stack, true) } })).env).toEqual([{ name: 'A', valueFrom: { secretKeyRef: { ...KEY.valueFrom.secretKeyRef, optional: true } } }]);
  });

  test('inside a text becomes a variable that stands before it', () => {
    const { env } = container((stack) => ({ env: { A: text`$ ${level(stack)}` } }));
    expect(env).toEqual([{ name: 'LEVEL', ...LEVEL }, { name: 'A', value: '$$ $(LEVEL)' }]);
  });

  test('inside a text uses the variable of its own name, if the container has one', () => {
    const { env } = container((stack) => {
      const secret = key(stack);
      return { env: { A: text`<${secret}>`, KEY: secret } };
    });
    expect(env).toEqual([{ name: 'KEY', ...KEY }, { name: 'A', value: '<$(KEY)>' }]);
  });

  test('whose name means something else in the container gets another one', () => {
    const { env } = container((stack) => ({ env: { A: text`<${key(stack)}>`, KEY: 'mine' } }));
    expect(env).toEqual([{ name: 'KEY_VALUE', ...KEY }, { name: 'A', value: '<$(KEY_VALUE)>' }, { name: 'KEY', value: 'mine' }]);
  });

  test('in a command is read from a variable', () => {
    const { env, args } = container((stack) => ({ command: ['--level', level(stack)] }));
    expect(env).toEqual([{ name: 'LEVEL', ...LEVEL }]);
    expect(args).toEqual(['--level', '$(LEVEL)']);
  });
});

test('hosts and ports are text: they are the same in every environment', () => {
  const lowered = new Lowered((stack) => {
    const peer = new Workload(stack, 'peer', { image: IMAGE }).addEndpoint('http', { port: 8000 });
    api(stack, { env: { URL: peer.url({ path: '/$x' }) }, command: [peer.host, peer.port] });
  });
  expect(lowered.container('api')).toMatchObject({ env: [{ name: 'URL', value: 'http://peer:8000/$$x' }], args: ['peer', '8000'] });
});
