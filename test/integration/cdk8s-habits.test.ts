import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, type IConstruct, type IMixin } from 'constructs';
import { acknowledge, App, Image, Redis, Stack, Volume, Size, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { parseAllDocuments } from 'yaml';
import { lineOf } from '../diagnostics/source-lines';
import { contentsOf, temporaryDirectory } from './running';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec?: { readonly replicas?: number; readonly [field: string]: unknown };
}

const image = Image.fromReference('example/app:1.0.0');
const OBJECTS = ['Namespace shop', 'ServiceAccount redis', 'Deployment redis', 'Service redis', 'NetworkPolicy redis-ingress', 'NetworkPolicy redis-egress'];

let directory: string;

beforeEach(() => {
  directory = temporaryDirectory();
});

afterEach(() => fs.rmSync(directory, { recursive: true }));

/** The stack `shop` with a Redis in it. */
function shop(scope: Construct): Stack {
  const stack = new Stack(scope, 'shop');
  new Redis(stack, 'redis');
  return stack;
}

function manifests(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

const nameOf = ({ kind, metadata }: { readonly kind: string; readonly metadata: { readonly name?: string } }): string => `${kind} ${metadata.name}`;
const named = (objects: readonly Manifest[], name: string): Manifest => objects.find((object) => nameOf(object) === name)!;

describe('a plain cdk8s.App around a stack', () => {
  const TYPES: readonly { readonly type: YamlOutputType; readonly name: string; readonly files: readonly string[] }[] = [
    { type: YamlOutputType.FILE_PER_APP, name: 'FILE_PER_APP', files: ['app.k8s.yaml'] },
    { type: YamlOutputType.FILE_PER_CHART, name: 'FILE_PER_CHART', files: ['shop.k8s.yaml'] },
    {
      type: YamlOutputType.FILE_PER_RESOURCE,
      name: 'FILE_PER_RESOURCE',
      files: OBJECTS.map((name) => `${name.replace(' ', '.')}.k8s.yaml`).sort(),
    },
  ];

  test.each(TYPES)('writes the Kubernetes side with $name', ({ type, files }) => {
    const app = new Cdk8sApp({ outdir: directory, yamlOutputType: type });
    shop(app);
    app.synth();
    const contents = contentsOf(directory);
    expect(Object.keys(contents)).toEqual(files);
    expect(Object.values(contents).flatMap(manifests).map(nameOf).sort()).toEqual([...OBJECTS].sort());
  });

  test('refuses the one output type that passes the stack by, says why and what to use', () => {
    const app = new Cdk8sApp({ outdir: directory, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
    shop(app);
    expect(() => app.synth()).toThrow(/\[shop\] YamlOutputType\.FOLDER_PER_CHART_FILE_PER_RESOURCE .*use FILE_PER_RESOURCE/);
    expect(contentsOf(directory)).toEqual({});
  });

  test('takes objects of cdk8s in several stacks, which cdk8s validates whenever it is asked for one', () => {
    const app = new Cdk8sApp({ outdir: directory });
    let validations = 0;
    for (const id of ['one', 'two', 'three']) {
      const stack = new Stack(app, id);
      new ApiObject(stack, 'quota', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota' } });
      stack.node.addValidation({ validate: () => (validations++, []) });
    }
    app.synth();
    expect(Object.values(contentsOf(directory)).flatMap(manifests).map(nameOf).filter((name) => name === 'ResourceQuota quota')).toHaveLength(3);
    expect(validations).toBeLessThan(200);
  });

  test('gives the same as text', () => {
    const app = new Cdk8sApp({ outdir: directory });
    shop(app);
    expect(manifests(app.synthYaml()).map(nameOf)).toEqual(OBJECTS);
  });

  test('stops at mistakes before it writes anything, and shows them as our own App does', () => {
    const app = new Cdk8sApp({ outdir: directory });
    const stack = shop(app);
    new Workload(stack, 'Bad', { image }); // bad name
    const finding = expect.stringMatching(/error model\/invalid-name at shop\/Bad \(.*\n.*"Bad".*\n +expected: .*\n +fix: /);
    expect(messageOf(() => app.synth())).toEqual(finding);
    expect(messageOf(() => app.synth())).toContain(lineOf(__filename, 'bad name'));
    expect(messageOf(() => Testing.synth(stack))).toEqual(finding);
    expect(contentsOf(directory)).toEqual({});
  });
});

function messageOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('nothing was thrown');
}

test('Testing.synth gives the objects of a stack', () => {
  expect((Testing.synth(shop(Testing.app())) as Manifest[]).map(nameOf)).toEqual(OBJECTS);
});

describe('synthesis again', () => {
  test('gives the same', () => {
    const app = new App({ outdir: directory });
    const stack = shop(app);
    app.synth();
    const first = contentsOf(directory);
    app.synth();
    expect(contentsOf(directory)).toEqual(first);
    expect(Testing.synth(stack)).toEqual(Testing.synth(stack));
    expect(app.synthYaml()).toBe(first['kubernetes/shop.k8s.yaml']);
  });

  test('sees what has changed in between', () => {
    const app = new App({ outdir: directory });
    const stack = shop(app);
    app.synth();
    new Workload(stack, 'late', { image, env: { REDIS: (stack.node.findChild('redis') as Redis).host } });
    app.synth();
    const contents = contentsOf(directory);
    expect(manifests(contents['kubernetes/shop.k8s.yaml']).map(nameOf)).toContain('Deployment late');
    expect(contents['compose/shop/compose.yaml']).toContain('REDIS: redis');
    stack.node.tryRemoveChild('late');
    app.synth();
    expect(contentsOf(directory)['compose/shop/compose.yaml']).not.toContain('late');
  });

  test('recovers from a mistake that has been mended', () => {
    const app = new App({ outdir: directory });
    const stack = shop(app);
    new Workload(stack, 'Bad', { image });
    expect(() => app.synth()).toThrow('model/invalid-name');
    stack.node.tryRemoveChild('Bad');
    app.synth();
    expect(Object.keys(contentsOf(directory))).toContain('compose/shop/compose.yaml');
  });
});

describe('objects for Kubernetes only', () => {
  const rawConfig = (scope: Construct, name: string): ApiObject => new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

  test('stand behind those of the stack, in the order that node.addDependency asks for', () => {
    const stack = shop(new App());
    const [first, second] = ['first', 'second'].map((name) => rawConfig(stack, name));
    first.node.addDependency(second);
    expect((Testing.synth(stack) as Manifest[]).map(nameOf)).toEqual([...OBJECTS, 'ConfigMap second', 'ConfigMap first']);
  });

  test('may be made with cdk8s-plus, and are in the namespace of the stack', () => {
    const stack = shop(new App());
    new kplus.ConfigMap(stack, 'settings', { data: { A: '1' } });
    const settings = named(Testing.synth(stack) as Manifest[], 'ConfigMap shop-settings');
    expect(settings).toMatchObject({ metadata: { namespace: 'shop' }, data: { A: '1' } });
  });

  test('are reported as missing in Compose', () => {
    const stack = shop(new App());
    rawConfig(stack, 'raw');
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'compose/cluster-object', message: expect.stringContaining('ConfigMap raw') }));
  });

  test('are found when they take the name of another object', () => {
    const stack = shop(new App());
    new ApiObject(stack, 'mine', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'redis', namespace: 'shop' } });
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/duplicate-object', message: expect.stringContaining('service/redis') }));
  });

  test('live beside a workload whose object was touched', () => {
    const stack = shop(new App());
    rawConfig(stack, 'raw');
    ApiObject.of(stack.node.findChild('redis')).metadata.addLabel('team', 'a');
    expect((Testing.synth(stack) as Manifest[]).map(nameOf)).toEqual([...OBJECTS, 'ConfigMap raw']);
  });

  test('in a chart of its own get a file of its own', () => {
    const app = new App({ outdir: directory });
    shop(app);
    rawConfig(new Chart(app, 'plain'), 'raw');
    app.synth();
    const contents = contentsOf(directory);
    expect(manifests(contents['kubernetes/plain.k8s.yaml']).map(nameOf)).toEqual(['ConfigMap raw']);
    expect(manifests(contents['kubernetes/shop.k8s.yaml']).map(nameOf)).toEqual(OBJECTS);
  });
});

describe('ApiObject.of(workload)', () => {
  test('takes labels and annotations', () => {
    const stack = shop(new App());
    const { metadata } = ApiObject.of(stack.node.findChild('redis'));
    metadata.addLabel('team', 'a');
    metadata.addAnnotation('example.com/owner', 'b');
    const deployment = named(Testing.synth(stack) as Manifest[], 'Deployment redis');
    expect(deployment.metadata.labels).toMatchObject({ team: 'a', 'app.kubernetes.io/name': 'redis' });
    expect(deployment.metadata.annotations).toEqual({ 'example.com/owner': 'b' });
  });

  test('takes patches of the object as it is written', () => {
    const stack = shop(new App());
    ApiObject.of(stack.node.findChild('redis')).addJsonPatch(JsonPatch.replace('/spec/replicas', 3), JsonPatch.add('/spec/notInTheSchema', true));
    expect(() => Testing.synth(stack)).toThrow('manifest/unknown-field at shop/redis');
    acknowledge(stack, 'manifest/unknown-field', 'our API server has it');
    expect(named(Testing.synth(stack) as Manifest[], 'Deployment redis').spec).toMatchObject({ replicas: 3, notInTheSchema: true });
  });

  test('reports a patch that does nothing', () => {
    const stack = shop(new App());
    ApiObject.of(stack.node.findChild('redis')).addJsonPatch(JsonPatch.replace('/spec/replicas', 1));
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/patch', path: 'shop/redis' }));
  });

  test.each([
    { what: 'a service', persistent: false, kind: 'Deployment' },
    { what: 'a stateful workload', persistent: true, kind: 'StatefulSet' },
  ])('of $what is a $kind', ({ persistent, kind }) => {
    const object = ApiObject.of(new Redis(new Stack(new App(), 'shop'), 'redis', { persistent }));
    expect({ kind: object.kind, name: object.name }).toEqual({ kind, name: 'redis' });
  });
});

describe('constructs', () => {
  test('take mixins', () => {
    const withTeam: IMixin = {
      supports: (construct: IConstruct) => construct instanceof Workload,
      applyTo: (construct: IConstruct) => (construct as Workload).addEnv('TEAM', 'a'),
    };
    const stack = shop(new App());
    stack.node.findChild('redis').with(withTeam);
    expect(synthesize(stack).compose?.services.redis.environment).toEqual({ TEAM: 'a' });
  });

  test('keep names and order whatever depends on what', () => {
    const dependent = (depend: boolean) => {
      const app = new App();
      const [one, two] = ['one', 'two'].map((id) => new Stack(app, id));
      const [a, b] = ['a', 'b'].map((id) => new Workload(one, id, { image }));
      const volume = new Volume(one, 'data', { size: Size.gibibytes(1) });
      if (depend) {
        a.node.addDependency(b, volume);
        one.node.addDependency(two);
      }
      return [...synthesize(one).files];
    };
    expect(dependent(true)).toEqual(dependent(false));
  });

  test('keep their files when charts depend on each other', () => {
    const app = new App({ outdir: directory });
    const [one, two] = ['one', 'two'].map((id) => new Stack(app, id));
    two.node.addDependency(one);
    app.synth();
    expect(Object.keys(contentsOf(directory)).filter((file) => file.endsWith('.k8s.yaml'))).toEqual(['kubernetes/one.k8s.yaml', 'kubernetes/two.k8s.yaml']);
  });

  test('fail by their own validations, together with everything else', () => {
    const app = new App({ outdir: directory });
    const stack = shop(app);
    const group = new Construct(stack, 'group');
    group.node.addValidation({ validate: () => ['the moon is not full'] });
    new Workload(stack, 'Bad', { image });
    const message = messageOf(() => app.synth());
    expect(message).toMatch(/^2 errors/);
    expect(message).toContain('error model/validation at shop/group (');
    expect(message).toMatch(/\(.+:\d+:\d+\)\n +The moon is not full/);
    expect(message).toContain('error model/invalid-name at shop/Bad');
  });
});

describe('stacks', () => {
  test('may be inside constructs and other stacks, and are named by their ids', () => {
    const app = new App({ outdir: directory });
    const outer = new Stack(new Construct(app, 'team'), 'outer');
    new Redis(outer, 'redis');
    new Redis(new Stack(outer, 'inner'), 'redis');
    app.synth();
    const contents = contentsOf(directory);
    expect(Object.keys(contents).filter((file) => file.endsWith('.k8s.yaml'))).toEqual(['kubernetes/inner.k8s.yaml', 'kubernetes/outer.k8s.yaml']);
    for (const name of ['inner', 'outer']) {
      expect(manifests(contents[`kubernetes/${name}.k8s.yaml`]).map(nameOf)).toEqual([`Namespace ${name}`, ...OBJECTS.slice(1)]);
      expect(contents[`report/${name}.txt`]).toContain('/redis: ');
    }
  });

  test('of one name in different places are reported, not written over each other', () => {
    const app = new App({ outdir: directory });
    for (const id of ['a', 'b']) shop(new Construct(app, id));
    expect(messageOf(() => app.synth())).toContain('error model/duplicate-name at b/shop');
    expect(contentsOf(directory)).toEqual({});
  });
});

describe('the outputs of our App', () => {
  test('are in dist unless told otherwise', () => {
    expect(new App().outdir).toBe(path.join('dist', 'kubernetes'));
    expect(new App({ outdir: directory }).outdir).toBe(path.join(directory, 'kubernetes'));
  });

  test('are one folder for each side, and what is known of each stack', () => {
    const app = new App({ outdir: directory });
    shop(app);
    app.synth();
    expect(Object.keys(contentsOf(directory))).toEqual([
      '.gitignore', 'compose/shop/.env.example', 'compose/shop/compose.yaml', 'kubernetes/shop.k8s.yaml', 'model/shop.json', 'outputs.json', 'report/shop.json', 'report/shop.txt',
    ]);
  });

  test('are nothing but a list for an app without stacks', () => {
    new App({ outdir: directory }).synth();
    expect(contentsOf(directory)).toEqual({ 'outputs.json': '[]\n' });
  });
});
