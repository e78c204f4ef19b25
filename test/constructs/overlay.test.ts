import { JsonPatch } from 'cdk8s';
import { App, ConfigFile, Image, Redis, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { parse, parseAllDocuments } from 'yaml';
import { SentientResearchAgent } from '../../apps/sentient-research-agent/sentient-research-agent';
import { composeDifference, mergeCompose, type Fragment } from '../../lib/targets/compose/difference';
import { jsonDifference, type JsonPatchStep } from '../../lib/targets/json-difference';
import { asReported, reportedIn } from '../diagnostics/report-reading';

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

interface Component {
  readonly patches: readonly { readonly patch: string; readonly target?: { readonly kind: string; readonly name: string } }[];
}

const image = Image.fromReference('example/shop:1.0.0');

function shop(app: App, build: (stack: Stack) => unknown = () => undefined): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image, command: ['serve'], env: { MODE: 'plain' } });
  build(stack);
  return stack;
}

function withOverlay(build: (stack: Stack) => unknown, base?: (stack: Stack) => unknown) {
  const stack = shop(new App(), base);
  stack.addOverlay('more', shop(new App(), build));
  return synthesize(stack);
}

/** Mounts have no order, whatever list they stand in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).map((item) => JSON.stringify(item)).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

function patched<T>(document: T, steps: readonly JsonPatchStep[]): T {
  const patches = steps.map(({ op, path, value }) => (op === 'add' ? JsonPatch.add(path, value) : op === 'remove' ? JsonPatch.remove(path) : JsonPatch.replace(path, value)));
  return JsonPatch.apply(structuredClone(document), ...patches) as T;
}

/** What `kubectl kustomize` makes of a base and a component. */
function kustomized(files: ReadonlyMap<string, string>, stack: string, name: string): KubernetesObject[] {
  const objects = (file: string): KubernetesObject[] => parseAllDocuments(files.get(file) ?? '').map((document) => document.toJS() as KubernetesObject);
  const root = `kustomize/${stack}`;
  const component = parse(files.get(`${root}/components/${name}/kustomization.yaml`)!) as Component;
  const all = [...objects(`${root}/base/resources.yaml`), ...objects(`${root}/components/${name}/resources.yaml`)];
  for (const { target, patch } of component.patches) {
    const { kind, metadata } = target ? { kind: target.kind, metadata: { name: target.name } } : (parse(patch) as KubernetesObject);
    const at = all.findIndex((object) => object.kind === kind && object.metadata.name === metadata.name);
    if (target) all[at] = patched(all[at], JSON.parse(patch) as JsonPatchStep[]);
    else all.splice(at, 1);
  }
  return all;
}

function byName(objects: readonly KubernetesObject[]): object {
  return Object.fromEntries(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]).sort());
}

describe('the overlay s3 of Sentient Research Agent', () => {
  const { files, compose } = synthesize(new SentientResearchAgent(new App(), 'sentient-research-agent'));
  const variant = synthesize(new SentientResearchAgent(new App(), 'sentient-research-agent', { s3: true }));

  test('makes the Compose file of the variant', () => {
    const overlay = parse(files.get('compose/sentient-research-agent/compose.s3.yaml')!) as Fragment;
    expect(sorted(mergeCompose(compose as unknown as Fragment, overlay))).toEqual(sorted(variant.compose));
    expect(files.get('compose/sentient-research-agent/.env.s3.example')).toBe(variant.files.get('compose/sentient-research-agent/.env.example'));
    expect(files.get('compose/sentient-research-agent/files/sentient-data-mount.mount-bucket.sh')).toContain('goofys');
  });

  test('makes the objects of the variant', () => {
    expect(byName(kustomized(files, 'sentient-research-agent', 's3'))).toEqual(byName(variant.kubernetes as unknown as KubernetesObject[]));
  });

  test('says only what differs', () => {
    const { services } = parse(files.get('compose/sentient-research-agent/compose.s3.yaml')!) as { services: Record<string, Fragment> };
    expect(services.backend).toMatchObject({ devices: ['/dev/fuse:/dev/fuse'], cap_add: ['SYS_ADMIN'], security_opt: ['apparmor:unconfined'] });
    expect(services.backend).not.toHaveProperty('image');
    expect(services).not.toHaveProperty('frontend');
  });
});

describe('an overlay', () => {
  test('adds services, and changes what is there', () => {
    const { files, findings } = withOverlay((stack) => new Redis(stack, 'redis', { persistent: true }));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(parse(files.get('compose/shop/compose.more.yaml')!)).toHaveProperty('services.redis.image');
    expect(parse(files.get('kustomize/shop/overlays/more/kustomization.yaml')!)).toMatchObject({ resources: ['../../base'], components: ['../../components/more'] });
  });

  test('adds groups, which Compose appends', () => {
    const { files } = withOverlay((stack) => new Workload(stack, 'worker', { image, supplementalGroups: [7, 1500] }), (stack) => new Workload(stack, 'worker', { image, supplementalGroups: [7] }));
    expect(parse(files.get('compose/shop/compose.more.yaml')!)).toEqual({ services: { worker: { group_add: ['1500'] } } });
  });

  test('has a report of its own, of all that is found in the variant', () => {
    const build = (stack: Stack): Redis => new Redis(stack, 'redis', { persistent: true });
    const { files } = withOverlay(build);
    const report = files.get('report/shop.more.txt')!;
    expect(report).toMatch(/^# shop with the overlay more: /);
    expect(report).toContain('shop/redis');
    expect(reportedIn(report)).toEqual(asReported(synthesize(shop(new App(), build)).findings));
    expect(files.get('report/shop.txt')).not.toContain('shop/redis');
  });

  test('removes objects on Kubernetes, and cannot remove anything in Compose', () => {
    const { findings } = withOverlay(() => undefined, (stack) => new Workload(stack, 'worker', { image }));
    expect(findings.filter(({ code }) => code === 'compose/overlay').map(({ message }) => message)).toContain(
      'The overlay "more" cannot be written: it would have to remove services.worker.',
    );
  });

  test('cannot give a file another content', () => {
    const file = (content: string) => (stack: Stack) => new ConfigFile(stack, 'rules', { content });
    const { findings } = withOverlay(file('b'), file('a'));
    expect(findings.map(({ message }) => message)).toContain('The overlay "more" cannot be written: files/rules.rules has another content.');
  });

  test('is of a stack with the same id', () => {
    const stack = shop(new App());
    stack.addOverlay('more', new Stack(new App(), 'other'));
    expect(synthesize(stack).findings.map(({ code }) => code)).toContain('model/overlay');
  });

  test('reports the mistakes of the variant', () => {
    const { findings } = withOverlay((stack) => new Workload(stack, 'broken', { image, replicas: -1 }));
    expect(findings.find(({ code }) => code === 'model/invalid-replicas')?.path).toBe('shop/broken (overlay more)');
  });
});

describe('the rules of Compose for several files', () => {
  const service = (attributes: Fragment): Fragment => ({ services: { api: attributes } });

  test.each([
    ['mounts are told apart by their target', { volumes: [{ target: '/a', source: 'x' }] }, { volumes: [{ target: '/a', source: 'y' }, { target: '/b', source: 'x' }] }, 2],
    ['scratch directories by their path', { tmpfs: ['/a:size=1m', '/b:size=1m'] }, { tmpfs: ['/a:size=2m', '/b:size=1m'] }, 1],
    ['options are added', { security_opt: ['a'] }, { security_opt: ['a', 'b'] }, 1],
    ['a command takes the place of the other', { command: ['a', 'b'] }, { command: ['a'] }, 1],
  ] as const)('%s', (_what, base, variant, items) => {
    const { fragment, impossible } = composeDifference(service(base), service(variant));
    expect(impossible).toEqual([]);
    expect(Object.values((fragment as { services: { api: Record<string, unknown[]> } }).services.api)[0]).toHaveLength(items);
    expect(mergeCompose(service(base), fragment)).toEqual(service(variant));
  });

  test.each([
    ['a value in place of what is handed on', null, 'x'],
    ['what is handed on in place of a value', 'x', null],
  ])('%s is a change', (_what, base, variant) => {
    const { fragment, impossible } = composeDifference(service({ environment: { KEY: base } }), service({ environment: { KEY: variant } }));
    expect(impossible).toEqual([]);
    expect(fragment).toEqual(service({ environment: { KEY: variant } }));
    expect(mergeCompose(service({ environment: { KEY: base } }), fragment)).toEqual(service({ environment: { KEY: variant } }));
  });

  test.each([
    ['a list that loses an item', { cap_add: ['A', 'B'] }, { cap_add: ['A'] }],
    ['a list that nothing is known of', { dns: ['1.1.1.1'] }, { dns: ['8.8.8.8'] }],
    ['a mapping in place of a list', { networks: ['a'] }, { networks: { a: {} } }],
  ])('do not know %s', (_what, base, variant) => {
    expect(composeDifference(service(base), service(variant)).impossible).toHaveLength(1);
  });
});

describe('a JSON patch', () => {
  test.each([
    ['in the middle of a named list', [{ name: 'a' }, { name: 'c', v: 1 }], [{ name: 'a' }, { name: 'b' }, { name: 'c', v: 2 }], 2],
    ['away from a list', [{ name: 'a' }, { name: 'b' }], [{ name: 'b' }], 1],
    ['of another order', [{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'a' }], 1],
    ['of items that are the same', ['x', 'x'], ['x'], 1],
    ['of a key with a slash', { 'a/b': 1 }, { 'a/b': 2 }, 1],
  ])('%s', (_what, base, variant, count) => {
    const steps = jsonDifference({ at: base }, { at: variant });
    expect(steps).toHaveLength(count);
    expect(patched({ at: base }, steps)).toEqual({ at: variant });
  });
});
