import { ApiObject } from 'cdk8s';
import { App, Compose, ConfigFile, Image, Kubernetes, Secret, Stack, Task, Workload, type ComposeFragment, type KubernetesObjects } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { lineOf } from '../diagnostics/source-lines';

const image = Image.fromReference('example/api:1.0.0');

let stack: Stack;
let api: Workload;

beforeEach(() => {
  stack = new Stack(new App(), 'shop');
  api = new Workload(stack, 'api', { image });
});

const errors = (): string[] => synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, path, message }) => `${code} ${path}: ${message}`);

/** Objects at any depth that are not of the kind that a literal makes, each by where it stands. */
function unusual(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const isUsual = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return [...(isUsual ? [] : [at]), ...Object.entries(value).flatMap(([key, each]) => unusual(each, `${at}.${key}`))];
}

test('what a callback is given is made of ordinary objects: its program may call their methods', () => {
  const db = new Workload(stack, 'db', { image });
  api.startAfter(db);
  api.addMount('/etc/api.conf', new ConfigFile(stack, 'conf', { fileName: 'api.conf', content: 'a=b' }));
  const given: string[] = [];
  api.compose.customize((service) => void given.push(...unusual(service, 'service')));
  api.kubernetes.customize((objects) => void given.push(...Object.entries(objects).flatMap(([name, object]) => unusual(object, name))));
  expect(errors()).toEqual([]);
  expect(given).toEqual([]);
});

describe('what a callback gives back', () => {
  test('in place of a change is a finding, since nothing looks at it', () => {
    api.compose.customize(((service: object) => ({ ...service, init: true })) as never);
    api.kubernetes.customize(((objects: object) => ({ ...objects, service: undefined })) as never);
    expect(errors()).toEqual([
      expect.stringMatching(/^compose\/customize shop\/api: .* returns something and changes nothing/),
      expect.stringMatching(/^kubernetes\/customize shop\/api: .* returns something and changes nothing/),
    ]);
  });

  test('beside a change is the last expression of an arrow function', () => {
    api.compose.customize((service) => Object.assign(service, { init: true }));
    api.kubernetes.customize(({ controller }) => (controller.metadata.labels = { team: 'a' }));
    api.kubernetes.customize((objects) => delete objects.podDisruptionBudget);
    expect(errors()).toEqual([]);
  });

  test('is nothing when it is asynchronous, of whatever kind of promise, and its failure does not end the program', async () => {
    api.compose.customize((async () => { await Promise.resolve(); throw new Error('later'); }) as never);
    api.compose.customize((() => ({ then: () => undefined })) as never);
    expect(errors()).toEqual([expect.stringContaining('it is asynchronous')]);
    await new Promise((resolve) => setTimeout(resolve, 1));
  });
});

describe('what a callback leaves that is not written', () => {
  const leaving = (change: (objects: KubernetesObjects & Record<string, unknown>) => unknown): string[] => {
    api.kubernetes.customize((objects) => void change(objects as never));
    return errors();
  };

  test('a misspelt object', () => {
    expect(leaving((objects) => { objects['ingress'] = {}; })).toEqual([expect.stringMatching(/kubernetes\/customize .* it leaves "ingress", which is not written; there is ingresses/)]);
  });

  test('something that nothing is near to', () => {
    expect(leaving((objects) => { objects['x'] = {}; })).toEqual([expect.stringContaining('"x", which is not written.')]);
  });

  test.each<[string, (objects: Record<string, unknown>) => void]>([
    ['ingresses that are no list', (objects) => { objects['ingresses'] = {}; }],
    ['service as a list', (objects) => { objects['service'] = []; }],
    ['no controller, and so nothing that runs', (objects) => { objects['controller'] = undefined; }],
  ])('%s', (what, change) => {
    expect(leaving(change)).toEqual([expect.stringContaining(`it leaves ${what}`)]);
  });

  test('an object that is left out is in the report', () => {
    api.kubernetes.customize((objects) => { delete (objects as { networkPolicy?: unknown }).networkPolicy; });
    const { findings } = synthesize(stack);
    expect(findings.filter(({ code }) => code === 'kubernetes/left-out')).toEqual([expect.objectContaining({ severity: 'info', path: 'shop/api', message: expect.stringContaining('taken out the NetworkPolicy') })]);
  });
});

describe('a task with a schedule is written as a CronJob', () => {
  const changing = (change: (objects: KubernetesObjects) => void): string[] => {
    new Task(stack, 'nightly', { image, schedule: '0 3 * * *' }).kubernetes.customize(change);
    return errors();
  };

  test.each<[string, (objects: KubernetesObjects) => void, string]>([
    ['another controller', (objects) => { objects.controller = structuredClone(objects.controller); }, 'change cronJob.spec.jobTemplate'],
    ['another spec', ({ controller }) => { controller.spec = structuredClone(controller.spec); }, 'change cronJob.spec.jobTemplate.spec'],
    ['labels of the Job', ({ controller }) => { controller.metadata.annotations = { a: 'b' }; }, 'change cronJob.metadata'],
  ])('so %s would be lost', (_, change, way) => {
    expect(changing(change)).toEqual([expect.stringMatching(new RegExp(`^kubernetes/customize shop/nightly: .*${way.replaceAll('.', '\\.')}`))]);
  });

  test.each<[string, (objects: KubernetesObjects) => void, string]>([
    ['in the template that both share', ({ controller }) => { controller.spec.template.spec!.nodeSelector = { pool: 'a' }; }, 'pool: a'],
    ['in the CronJob', ({ cronJob }) => { cronJob!.spec.suspend = true; }, 'suspend: true'],
    ['in both', ({ cronJob, controller }) => { controller.spec = { ...controller.spec }; cronJob!.spec.jobTemplate.spec = { ...(controller.spec as object), backoffLimit: 9 } as never; controller.spec = cronJob!.spec.jobTemplate.spec as never; }, 'backoffLimit: 9'],
  ])('a change %s is written', (_, change, text) => {
    expect(changing(change)).toEqual([]);
    expect(synthesize(stack).files.get('kubernetes/shop.k8s.yaml')).toContain(text);
  });
});

describe('a service', () => {
  test('has the attributes of the specification, and extensions', () => {
    api.compose.customize((service) => Object.assign(service, { prots: ['80:80'] }));
    expect(errors()).toEqual([expect.stringMatching(/^compose\/customize shop\/api: .* it leaves "prots", which no service has; there is ports/)]);
    stack = new Stack(new App(), 'shop');
    new Workload(stack, 'api', { image }).compose.customize((service) => { service['x-note'] = 1; service.gpus = 'all'; service.pid = 'host'; });
    expect(errors()).toEqual([]);
  });

  test.each(['ports', 'networks', 'hostname', 'dns', 'extra_hosts'])('in the network of another one has no %s', (attribute) => {
    api.addSidecar('log', { image });
    api.compose.customize((service) => Object.assign(service, { [attribute]: ['a'] }));
    expect(errors()).toEqual([expect.stringContaining(`${attribute} beside network_mode "service:api-pod"`)]);
  });

  test('typos do not compile', () => {
    api.compose.customize((service) => {
      // @ts-expect-error there is no such attribute
      service.prots = [];
    });
    // @ts-expect-error nor is there one in a fragment
    const fragment: ComposeFragment = { services: { mail: { imagee: 'mail:1' } } };
    expect(fragment).toBeDefined();
    expect(errors()).not.toEqual([]);
  });
});

describe('a fragment', () => {
  const adding = (fragment: unknown): string[] => {
    stack.compose.addFragment(fragment as ComposeFragment);
    return errors();
  };

  test('has secrets too', () => {
    expect(adding({ services: { mail: { image: 'mail:1', secrets: ['key'], networks: ['api'] } }, secrets: { key: { environment: 'MAIL_KEY' } } })).toEqual([]);
    expect(synthesize(stack).files.get('compose/shop/compose.yaml')).toContain('secrets:\n  key:\n    environment: MAIL_KEY\n');
  });

  test.each<[string, unknown, string]>([
    ['a misspelt section', { service: { mail: { image: 'mail:1' } } }, 'its section "service" is none of services, configs, networks, volumes, secrets, models; there is services'],
    ['a section that is not merged', { include: ['a.yaml'] }, 'its section "include"'],
    ['a section that is a list', { services: ['mail'] }, 'its section services is a list'],
    ['a service that is a text', { services: { mail: 'mail:1' } }, 'services.mail is the text "mail:1"'],
    ['a misspelt attribute', { services: { mail: { image: 'mail:1', enviroment: {} } } }, 'services.mail has "enviroment", which no service has; there is environment'],
    ['ports without a network', { services: { mail: { image: 'mail:1', network_mode: 'none', ports: ['80:80'] } } }, 'ports beside network_mode "none"'],
  ])('%s is a finding', (_, fragment, says) => {
    expect(adding(fragment)).toEqual([expect.stringMatching(/^compose\/fragment-shape shop: /)]);
    expect(errors()[0]).toContain(says);
  });

  test('is named by its line', () => {
    stack.compose.addFragment({ volume: {} } as never); // the fragment
    const { rendered } = synthesize(stack);
    expect(rendered.find((text) => text.includes('compose/fragment-shape'))).toContain(lineOf(__filename, 'the fragment'));
  });
});

describe('for a target that the stack is not written for', () => {
  test('hatches are in the report', () => {
    for (const target of [new Kubernetes(), new Compose()]) {
      stack = new Stack(new App(), 'shop', { targets: [target] });
      api = new Workload(stack, 'api', { image });
      api.kubernetes.customize(() => undefined);
      api.compose.customize(() => undefined);
      stack.compose.addFragment({});
      const unused = synthesize(stack).findings.filter(({ code }) => code === 'model/unused-hatch').map(({ path, message, severity }) => [severity, path, message.includes('for Compose')]);
      expect(unused).toEqual(target.name === 'kubernetes' ? [['info', 'shop', true], ['info', 'shop/api', true]] : [['info', 'shop/api', false]]);
    }
  });

  test('what is not used is not spoken of', () => {
    stack = new Stack(new App(), 'shop', { targets: [new Kubernetes()] });
    new Workload(stack, 'api', { image });
    expect(synthesize(stack).findings.map(({ code }) => code)).not.toContain('model/unused-hatch');
  });
});

describe('what no file can hold', () => {
  class Money {}
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;

  test.each<[string, () => unknown]>([
    ['a secret', () => new Secret(stack, 'KEY', { description: '' })],
    ['a date', () => new Date(0)],
    ['an object of a class', () => new Money()],
    ['what contains itself', () => cycle],
    ['undefined in a list', () => [undefined]],
    ['a function', () => () => 1],
  ])('is a finding of the construct whose callback put it there: %s', (_, value) => {
    const given = value();
    api.compose.customize((service) => { service['x-note'] = given; });
    api.kubernetes.customize(({ serviceAccount }) => { (serviceAccount as { note?: unknown }).note = given; });
    const found = errors();
    expect(found).toHaveLength(2);
    for (const each of found) expect(each).toMatch(/^model\/unwritable shop\/api: /);
  });

  test.each<[string, unknown]>([['an object of a class', new Money()], ['what contains itself', cycle]])('is a finding of the raw object that has it: %s', (_, value) => {
    new ApiObject(stack, 'fine', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fine' } });
    new ApiObject(stack, 'broken', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'broken' }, data: { a: value } });
    for (const each of errors()) expect(each).toMatch(/^model\/unwritable shop\/broken: .*ConfigMap broken/);
    expect(errors().length).toBeGreaterThan(0);
  });
});
