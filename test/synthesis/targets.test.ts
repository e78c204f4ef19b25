import { ApiObject, App as Cdk8sApp, Chart } from 'cdk8s';
import {
  acknowledge, App, Compose, HealthProbe, Image, ImageMount, Inventory, Kubernetes, Size, Stack, StartOrderOnKubernetes, Volume, Workload, type Target,
} from 'cdk8s-compose';
import { acknowledgeCode, declare, FEATURES, NATIVE, textFile, type Detail } from 'cdk8s-compose/target';
import { synthesize } from 'cdk8s-compose/testing';
import { synthesizeApp } from '../../lib/synthesis/run';

const image = Image.fromReference('example/api:1.0.0');

function shop(app: App | Cdk8sApp, targets?: readonly Target[]): Stack {
  const stack = new Stack(app, 'shop', { ...(targets && { targets }) });
  new Workload(stack, 'api', { image, health: HealthProbe.fromCommand(['true'], { liveness: true }) });
  return stack;
}

const kindsOf = (files: ReadonlyMap<string, string>): string[] => [...new Set([...files.keys()].map((file) => file.split('/')[0]))].sort();
const codesOf = (stack: Stack): string[] => synthesize(stack).findings.map(({ code }) => code);

/** A target that does as it is told, in place of Compose. */
function target(overrides: Partial<Target>): Target {
  const compose: Target = new Compose();
  const { name, title, codes, support, duplicateCode } = compose;
  return { name, title, codes, support, duplicateCode, lower: () => [], files: () => [], ...overrides };
}

describe('the targets of a stack', () => {
  test('are Kubernetes and Compose unless someone says otherwise, also in a plain cdk8s app', () => {
    expect(kindsOf(synthesize(shop(new App())).files)).toEqual(['compose', 'kubernetes', 'model', 'report']);
    expect(kindsOf(synthesize(shop(new Cdk8sApp())).files)).toEqual(['compose', 'kubernetes', 'model', 'report']);
  });

  test('are those of the app', () => {
    expect(kindsOf(synthesize(shop(new App({ targets: [new Compose()] }))).files)).toEqual(['compose', 'model', 'report']);
  });

  test('can be narrowed by the stack', () => {
    expect(kindsOf(synthesize(shop(new App(), [new Kubernetes()])).files)).toEqual(['kubernetes', 'model', 'report']);
  });

  test('alone report what they cannot do', () => {
    expect(codesOf(shop(new App(), [new Kubernetes()])).filter((code) => code.startsWith('compose/'))).toEqual([]);
    expect(codesOf(shop(new App(), [new Compose()])).filter((code) => code.startsWith('kubernetes/'))).toEqual([]);
  });

  test('each say what they cannot do, whatever is wrong for another one', () => {
    const stack = new Stack(new App(), 'shop', { targets: [new Kubernetes({ version: '1.33', ingressClass: 'No Class' }), new Compose({ engine: 25, version: '2.26' })] });
    new Workload(stack, 'api', { image, mounts: { '/weights': ImageMount.fromReference('example/weights:1.0.0') } });
    const errors = synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code).sort();
    expect(errors).toEqual(['compose/engine', 'compose/version', 'kubernetes/image-volume', 'kubernetes/setting']);
  });

  test('are judged whatever is wrong for another one', () => {
    const stack = new Stack(new App(), 'shop', { targets: [new Kubernetes(), new Compose({ engine: 25, version: '2.40' })] });
    const api = new Workload(stack, 'api', { image, mounts: { '/weights': ImageMount.fromReference('example/weights:1.0.0') } });
    api.kubernetes.configure({ priorityClass: 'No Class' });
    const errors = synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code).sort();
    expect(errors).toEqual(['compose/engine', 'kubernetes/setting']);
  });

  test('leave nothing to say of an acknowledgement for a target that takes no part', () => {
    const stack = shop(new App(), [new Kubernetes()]);
    acknowledge(stack, 'compose/liveness', 'the watchdog restarts it');
    expect(codesOf(stack)).not.toContain('model/unused-acknowledgement');
  });

  test('leave nothing to say of it where only another stack is written for that target', () => {
    const app = new App();
    const stacks = [shop(app), new Stack(app, 'cluster', { targets: [new Kubernetes()] })];
    new Workload(stacks[1], 'api', { image });
    for (const stack of stacks) acknowledge(stack, 'compose/liveness', 'the watchdog restarts it');
    expect(synthesizeApp(app, [new Kubernetes(), new Compose()]).findings.filter(({ code }) => code === 'model/unused-acknowledgement')).toEqual([]);
  });

  test('of another package have codes of their own to acknowledge, and nothing to say where they take no part', () => {
    const warn = declare<Detail>({ severity: 'warning', title: '', says: ({ detail }) => detail, fix: '' });
    const codes = { 'mine/warn': warn };
    const mine = target({
      name: 'mine', codes, duplicateCode: 'mine/warn', support: Object.fromEntries(FEATURES.map((feature) => [feature, NATIVE])) as Target['support'],
      check: ({ model }, findings) => findings.report('mine/warn' as never, model.path, { detail: 'it is odd' } as never),
    });
    const app = new App();
    const stacks = [new Stack(app, 'both', { targets: [new Compose(), mine] }), new Stack(app, 'cluster', { targets: [new Kubernetes()] })];
    for (const stack of stacks) {
      new Workload(stack, 'api', { image });
      acknowledgeCode(stack, 'mine/warn', 'meant');
    }
    const { findings } = synthesizeApp(app, []);
    expect(findings.filter(({ severity, code }) => severity !== 'info' || code === 'mine/warn')).toEqual([expect.objectContaining({ code: 'mine/warn', acknowledged: 'meant', path: 'both' })]);
  });

  test('are at least one, each once, each with a name for a folder', () => {
    expect(codesOf(shop(new App(), []))).toContain('model/no-target');
    expect(codesOf(shop(new App(), [new Compose(), new Compose()]))).toContain('model/duplicate-name');
    expect(codesOf(shop(new App(), [target({ name: 'Two Words' })]))).toContain('model/invalid-name');
    expect(codesOf(shop(new App(), [target({ name: 'model' })]))).toContain('model/invalid-name');
  });

  test('have settings', () => {
    const stack = new Stack(new App(), 'shop', { targets: [new Kubernetes({ waitImage: 'registry.example.com/busybox:1.37' })] });
    const store = new Workload(stack, 'store', { image });
    store.addEndpoint('http', { port: 8000 });
    new Workload(stack, 'api', { image }).startAfter(store, { kubernetes: 'wait' as never });
    expect(synthesize(stack).files.get('kubernetes/shop.k8s.yaml')).toContain('image: registry.example.com/busybox:1.37');
  });

  test('of which those that are undefined are as they come', () => {
    const given = [new Kubernetes({ version: undefined, waitImage: undefined, kubectlImage: undefined, ingressClass: undefined }), new Compose({ ownerImage: undefined, podImage: undefined })];
    const build = (targets?: readonly Target[]): ReadonlyMap<string, string> => {
      const stack = shop(new App(), targets);
      const store = new Workload(stack, 'store', { image, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } });
      store.addEndpoint('http', { port: 8000 });
      store.addSidecar('proxy', { image });
      new Workload(stack, 'web', { image }).startAfter(store, { kubernetes: StartOrderOnKubernetes.WAIT });
      return synthesize(stack).files;
    };
    expect([...build(given)]).toEqual([...build()]);
  });

  test.each<[string, string, () => Target]>([
    ['model/invalid-value', '"version" of new Kubernetes() is the text "1.27"', () => new Kubernetes({ version: '1.27' as never })],
    ['model/invalid-value', '"delivery" of new Kubernetes() is the text "helm"', () => new Kubernetes({ delivery: 'helm' as never })],
    ['model/invalid-value', '"version" of new Kubernetes() is 1.3', () => new Kubernetes({ version: 1.3 as never })],
    ['kubernetes/setting', 'ingressClass is ""', () => new Kubernetes({ ingressClass: '' })],
    ['kubernetes/setting', 'apiServer is "api.example.com", but it has to be', () => new Kubernetes({ apiServer: 'api.example.com' })],
    ['kubernetes/setting', 'dns.namespace is "Kube", but it has to be', () => new Kubernetes({ dns: { namespace: 'Kube' } })],
    ['kubernetes/setting', 'dns.cidr is "10.0.0.10", but it has to be', () => new Kubernetes({ dns: { cidr: '10.0.0.10' } })],
    ['kubernetes/setting', 'dns.port is 0, but it has to be', () => new Kubernetes({ dns: { port: 0 } })],
    ['kubernetes/setting', 'clusterIssuer is "Lets Encrypt", but it has to be', () => new Kubernetes({ clusterIssuer: 'Lets Encrypt' })],
    ['kubernetes/setting', 'an annotation of ingressAnnotations is "a b", but', () => new Kubernetes({ ingressAnnotations: { 'a b': '' } })],
    ['kubernetes/setting', 'sharedStorageClass is "NFS"', () => new Kubernetes({ storageClass: '', sharedStorageClass: 'NFS' })],
    ['kubernetes/setting', 'runtimeClass is "G Visor"', () => new Kubernetes({ runtimeClass: 'G Visor' })],
    ['kubernetes/setting', 'one of imagePullSecrets is "A"', () => new Kubernetes({ imagePullSecrets: ['A'] })],
    ['kubernetes/setting', 'one of imagePullSecrets is "a", but it is there twice', () => new Kubernetes({ imagePullSecrets: ['a', 'a'] })],
    ['kubernetes/setting', 'a resource of resourceQuota is "a b"', () => new Kubernetes({ resourceQuota: { 'a b': '1' } })],
    ['kubernetes/setting', 'cpu of resourceQuota is "8 cores", but it has to be a quantity', () => new Kubernetes({ resourceQuota: { cpu: '8 cores' } })],
    ['kubernetes/setting', 'memory of limitRange.default is "1Gi", but it has to be at most that of limitRange.max, 900M', () => new Kubernetes({ limitRange: { default: { memory: '1Gi' }, max: { memory: '900M' } } })],
    ['model/invalid-value', '"tolerations[0].effect" of new Kubernetes() is the text "Never"', () => new Kubernetes({ tolerations: [{ effect: 'Never' as never }] })],
    ['kubernetes/setting', 'waitImage is "busybox 1"', () => new Kubernetes({ waitImage: 'busybox 1' })],
    ['compose/setting', 'logRotation.maxSize is "50MB"', () => new Compose({ logRotation: { maxSize: '50MB', files: 3 } })],
    ['compose/setting', 'logRotation.files is 0', () => new Compose({ logRotation: { maxSize: '50m', files: 0 } })],
    ['compose/setting', 'podImage is ""', () => new Compose({ podImage: '' })],
  ])('that cannot be are an error (%s: %s)', (code, detail, make) => {
    expect(synthesize(shop(new App(), [make()])).findings).toContainEqual(expect.objectContaining({ code, path: 'shop', message: expect.stringContaining(detail) }));
  });
});

describe('what cdk8s is given', () => {
  const quiet = (stack: Stack): Stack => {
    acknowledge(stack, 'compose/liveness', 'it is not what this is about');
    return stack;
  };
  const object = { apiVersion: 'v1', kind: 'List', items: [] };
  const platform = target({
    name: 'platform',
    lower: ({ model }) => [{ name: 'list', construct: model.path, origin: 'lowered', value: object }],
    apiObjects: (objects) => objects.map(({ value }) => value),
    files: () => [textFile('platform/shop.yaml', 'kind: List\n')],
  });

  test('are the objects and files of the first target that has some', () => {
    const app = new App({ targets: [new Inventory(), platform, new Kubernetes()] });
    expect(quiet(shop(app)).toJson()).toEqual([object]);
    expect(app.synthYaml()).toBe('kind: List\n');
    expect(app.outdir).toBe('dist/platform');
  });

  test('is nothing where no target has any', () => {
    const app = new App({ targets: [new Compose()] });
    expect(quiet(shop(app)).toJson()).toEqual([]);
    expect(app.synthYaml()).toBe('');
  });
});

describe('a target that throws', () => {
  test.each<Partial<Target>>([
    { check: () => { throw new Error('no ports'); } },
    { lower: () => { throw new Error('no ports'); } },
    { files: () => { throw new Error('no ports'); } },
  ])('is a finding of its own, and the others go on (%#)', (overrides) => {
    const { findings, objects } = synthesize(shop(new App(), [new Kubernetes(), target(overrides)]));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'model/target-failed', severity: 'error', path: 'shop', message: 'The target Compose failed: no ports' }));
    if (!overrides.check) expect(objects.get('kubernetes')?.length).toBeGreaterThan(0);
  });

  test('in the form for cdk8s is a finding too', () => {
    const failing = target({ apiObjects: () => { throw new Error('no ports'); } });
    expect(() => new Stack(new App(), 'shop', { targets: [failing] }).toJson()).toThrow('error model/target-failed');
  });
});

describe('a target that was not made for this version, or not compiled', () => {
  const findingsOf = (overrides: Partial<Target>) => synthesize(shop(new App(), [new Kubernetes(), target(overrides)])).findings;

  test('has to decide about what a stack uses', () => {
    const { 'workload.service': _, ...support } = new Kubernetes().support;
    expect(findingsOf({ support: support as never, codes: new Kubernetes().codes })).toContainEqual(
      expect.objectContaining({ code: 'model/undecided-feature', severity: 'warning', path: 'shop', message: expect.stringContaining('workload.service') }),
    );
  });

  test.each<[string, Partial<Target>]>([
    ['it reports "compose/none", a code that it does not declare', { check: (_, findings) => { findings.report('compose/none' as never, 'shop', {} as never); } }],
    ['"../shop.txt" is no path for an output', { files: () => [textFile('../shop.txt', '')] }],
    ['"/shop.txt" is no path for an output', { files: () => [textFile('/shop.txt', '')] }],
    ['undefined is no path for an output', { files: () => ['compose/shop.txt'] as never }],
    ['"compose/shop.txt" is not made of parts with a text', { files: () => [{ path: 'compose/shop.txt', parts: [{ text: 5 as never }] }] }],
    ['made is not iterable', { files: (async () => []) as never }],
  ])('says so: %s', (detail, overrides) => {
    expect(findingsOf(overrides)).toContainEqual(expect.objectContaining({ code: 'model/target-failed', path: 'shop', message: expect.stringContaining(detail) }));
  });
});

test('two charts that would be written to one file are an error, and the first is not lost', () => {
  const app = new App();
  shop(app);
  new Chart(new Chart(app, 'other'), 'shop');
  expect(() => app.synthYaml()).toThrow('error model/duplicate-output');
});

describe('a chart of cdk8s in an app that is written for Compose alone', () => {
  const findingsOf = (targets: readonly Target[]) => {
    const app = new App({ targets });
    shop(app);
    new Chart(app, 'group');
    new ApiObject(new Chart(app, 'plain'), 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    return synthesizeApp(app, targets).findings.filter(({ code }) => code === 'model/unwritten-chart');
  };

  test('is not left out without a word, but for one that holds nothing', () => {
    expect(findingsOf([new Compose()])).toEqual([expect.objectContaining({ severity: 'warning', path: 'plain', message: expect.stringContaining('written for Compose') })]);
  });

  test('is written where Kubernetes is one of the targets', () => {
    expect(findingsOf([new Compose(), new Kubernetes()])).toEqual([]);
  });
});
