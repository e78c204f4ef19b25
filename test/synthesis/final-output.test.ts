import { ApiObject, JsonPatch } from 'cdk8s';
import { App, ConfigFile, Image, Stack, StartOrderOnKubernetes, Task, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { placesIn } from '../../lib/targets/output';
import { lineOf } from '../diagnostics/source-lines';

const image = Image.fromReference('example/api:1.0.0');

let stack: Stack;
let api: Workload;

beforeEach(() => {
  stack = new Stack(new App(), 'shop');
  api = new Workload(stack, 'api', { image });
});

/** `name construct origin` of everything that is about to be written for a target. */
const said = (target: string): string[] => synthesize(stack).objects.get(target)!.map(({ name, construct, origin }) => `${name} ${construct} ${origin}`);

describe('what is about to be written', () => {
  test('knows its construct, and who had the last word', () => {
    new ConfigFile(stack, 'rules', { content: '{}' });
    api.kubernetes.customize(({ controller }) => { controller.metadata.labels = { team: 'a' }; });
    api.compose.addJsonPatch(JsonPatch.add('/init', true));
    new ApiObject(stack, 'quota', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota' } });
    stack.compose.addFragment({ services: { mail: { image: 'mail:1' } } });
    expect(said('kubernetes')).toEqual([
      'namespace/shop shop lowered',
      'configmap/rules shop/rules lowered',
      'serviceaccount/api shop/api lowered',
      'deployment.apps/api shop/api customized',
      'networkpolicy.networking.k8s.io/api-ingress shop/api lowered',
      'resourcequota/quota shop/quota raw',
    ]);
    expect(said('compose')).toEqual([
      'services.api shop/api customized',
      'configs.rules shop/rules lowered',
      'networks.api shop/api lowered',
      'services.mail shop raw',
      'files/rules.rules shop/rules lowered',
    ]);
  });

  test('has its lines in the file', () => {
    new Workload(stack, 'web', { image });
    for (const { parts, path } of synthesize(stack).outputs) {
      const lines = parts.map(({ text }) => text).join('').split('\n');
      for (const { object, firstLine, lastLine } of placesIn({ path, parts })) {
        const text = lines.slice(firstLine - 1, lastLine).join('\n');
        expect(text).toContain(object.name.split(/[./]/).at(-1));
        if (object.name === 'services.web') expect([lines[firstLine - 1], lines[lastLine]]).toEqual(['  web:', 'networks:']);
        if (object.name === 'deployment.apps/web') expect([lines[firstLine - 1], lines[firstLine + 1], lines[lastLine]]).toEqual(['---', 'kind: Deployment', '---']);
      }
    }
  });

  test('that no file can hold is a finding with its construct', () => {
    api.compose.customize((service) => { service.labels = { when: new Date(0) as never }; });
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'model/unwritable', path: 'shop/api', message: expect.stringContaining('services.api (customized)') }));
  });
});

describe('a callback', () => {
  test.each(['kubernetes', 'compose'] as const)('of %s that throws is a finding with its construct and its line, and the rest goes on', (target) => {
    const failing = (): void => { throw new Error('no such field'); };
    api[target].customize(failing); // the line
    const { findings, rendered } = synthesize(stack);
    const at = findings.findIndex(({ code }) => code === `${target}/customize`);
    expect(findings[at]).toMatchObject({ severity: 'error', path: 'shop/api', message: expect.stringContaining('it throws: no such field') });
    expect(rendered[at]).toContain(lineOf(__filename, 'the line'));
    expect(['kubernetes/customize', 'compose/customize']).toContain(findings[at].code);
  });

  test.each<[string, (objects: { controller: { metadata?: unknown }; service: { kind?: string }; configMaps?: unknown[]; otherServices?: unknown[]; ingresses?: unknown[] }) => unknown]>([
    ['controller without metadata.name', (objects) => delete objects.controller.metadata],
    ['service without kind', (objects) => { objects.service.kind = undefined; }],
    ['configMaps without apiVersion', (objects) => objects.configMaps!.push(null)],
    ['no list of configMaps', (objects) => { objects.configMaps = undefined; }],
    ['no list of ingresses', (objects) => delete objects.ingresses],
    ['no list of otherServices', (objects) => delete objects.otherServices],
  ])('that leaves %s is a finding with its construct', (what, change) => {
    api.addEndpoint('http', { port: 8080 });
    api.kubernetes.customize((objects) => void change(objects as never));
    const errors = synthesize(stack).findings.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([expect.objectContaining({ code: 'kubernetes/customize', path: 'shop/api', message: expect.stringContaining(`it leaves ${what}`) })]);
  });

  test('may leave an object out', () => {
    api.kubernetes.customize((objects) => { delete (objects as { networkPolicy?: unknown }).networkPolicy; });
    expect(said('kubernetes').join('\n')).not.toContain('networkpolicy');
  });

  test('that is asynchronous is a finding, because nothing waits for it', () => {
    api.kubernetes.customize((async () => {}) as never);
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/customize', message: expect.stringContaining('asynchronous') }));
  });
});

describe('a patch', () => {
  test('that would leave no object is a finding with its construct', () => {
    api.kubernetes.addJsonPatch('ServiceAccount', JsonPatch.remove('/metadata'));
    const errors = synthesize(stack).findings.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([expect.objectContaining({ code: 'kubernetes/patch', path: 'shop/api', message: expect.stringContaining('without metadata.name') })]);
  });

  test('of what cannot be copied is a finding with its construct', () => {
    api.kubernetes.customize(({ serviceAccount }) => { (serviceAccount as { run?: unknown }).run = () => undefined; });
    api.kubernetes.addJsonPatch('ServiceAccount', JsonPatch.add('/metadata/labels/team', 'a'));
    const errors = synthesize(stack).findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, path }) => `${code} ${path}`)).toEqual(['kubernetes/patch shop/api', 'model/unwritable shop/api']);
  });
});

describe('names and hashes are made of the last word', () => {
  const jobNames = (): string[] => said('kubernetes').flatMap((line) => /^job\.batch\/(\S+)/.exec(line)?.[1] ?? []);

  test('a Job that a patch has changed is another Job, and who waits for it waits for that one', () => {
    const task = new Task(stack, 'migrate', { image });
    api.startAfter(task, { kubernetes: StartOrderOnKubernetes.WAIT });
    const [before] = jobNames();
    task.kubernetes.addJsonPatch('Job', JsonPatch.add('/spec/template/spec/nodeSelector', { pool: 'batch' }));
    const [after] = jobNames();
    expect(before).toMatch(/^migrate-[0-9a-f]{8}$/);
    expect(after).toMatch(/^migrate-[0-9a-f]{8}$/);
    expect(after).not.toBe(before);
    expect(synthesize(stack).files.get('kubernetes/shop.k8s.yaml')).toContain(`job/${after}`);
    expect(synthesize(stack).files.get('kubernetes/shop.k8s.yaml')).not.toContain('<hash>');
  });

  test('a Job that a callback has given a prefix is waited for under that name', () => {
    const task = new Task(stack, 'migrate', { image });
    api.startAfter(task, { kubernetes: StartOrderOnKubernetes.WAIT });
    task.kubernetes.customize(({ controller }) => { controller.metadata.name = `blue-${controller.metadata.name}`; });
    const [name] = jobNames();
    expect(name).toMatch(/^blue-migrate-[0-9a-f]{8}$/);
    expect(synthesize(stack).files.get('kubernetes/shop.k8s.yaml')).toContain(`job/${name}`);
  });

  test('a task whose name ends with that of another has a hash of its own', () => {
    const names = (command: string): string[] => {
      stack = new Stack(new App(), 'shop');
      new Task(stack, 'migrate', { image });
      new Task(stack, 'users-migrate', { image, command: [command] });
      return jobNames();
    };
    const [[migrate, before], [unchanged, after]] = [names('up'), names('down')];
    expect(unchanged).toBe(migrate);
    expect(after).not.toBe(before);
  });

  test.each<[string, unknown]>([['NaN', NaN], ['a date', new Date(0)], ['a map', new Map()], ['a function', () => 1], ['a bigint', 1n]])(
    'beside a Job, %s that a callback leaves is refused as it is without one', (_, value) => {
      new Task(stack, 'migrate', { image }).kubernetes.customize(({ controller }) => { (controller.spec.template as { note?: unknown }).note = value; });
      expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'model/unwritable', path: 'shop/migrate', message: expect.stringContaining('(customized)') }));
    },
  );

  test('what contains itself is refused with its construct', () => {
    const cycle: Record<string, unknown> = {};
    cycle.cycle = cycle;
    new Task(stack, 'migrate', { image });
    api.kubernetes.customize(({ controller }) => { (controller.spec.template as { note?: unknown }).note = cycle; });
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'model/unwritable', path: 'shop/api' }));
  });

  test('a ConfigMap may have binary data instead', () => {
    api.addMount('/etc/rules.json', new ConfigFile(stack, 'rules', { content: '{}' }));
    const checksum = (): string => /checksum\/rules: (\S+)/.exec(synthesize(stack).files.get('kubernetes/shop.k8s.yaml')!)![1];
    const before = checksum();
    api.kubernetes.customize(({ configMaps: [rules] }) => { Object.assign(rules, { data: undefined, binaryData: { rules: 'e30=' } }); });
    expect(checksum()).not.toBe(before);
  });

  test('a chain of tasks that wait for each other is named from its beginning', () => {
    const tasks = ['c', 'b', 'a'].map((id) => new Task(stack, id, { image }));
    tasks[0].startAfter(tasks[1], { kubernetes: StartOrderOnKubernetes.WAIT });
    tasks[1].startAfter(tasks[2], { kubernetes: StartOrderOnKubernetes.WAIT });
    const before = jobNames();
    tasks[2].kubernetes.customize(({ controller }) => { controller.spec.template.spec!.containers[0].image = 'example/other:1'; });
    expect(jobNames().filter((name) => before.includes(name))).toEqual([]);
  });

  test('a ConfigMap that a callback has changed rolls the pods that read it', () => {
    const rules = new ConfigFile(stack, 'rules', { content: '{}' });
    api.addMount('/etc/rules.json', rules);
    new Workload(stack, 'web', { image, mounts: { '/etc/rules.json': rules } });
    const checksums = (): string[] => [...synthesize(stack).files.get('kubernetes/shop.k8s.yaml')!.matchAll(/checksum\/rules: (\S+)/g)].map(([, hash]) => hash);
    const before = checksums();
    api.kubernetes.customize(({ configMaps }) => { configMaps[0].data!.rules = '{"strict":true}'; });
    const after = checksums();
    expect(new Set(before).size).toBe(1);
    expect([after.length, new Set(after).size]).toEqual([2, 1]);
    expect(after[0]).not.toBe(before[0]);
  });
});
