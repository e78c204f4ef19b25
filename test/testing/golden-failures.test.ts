import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { GoldenOptions } from '../../lib/testing/golden';

/* What a failing golden says: which object of which construct, the first few only, and little of it when many fail. */

const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-'));
afterAll(() => fs.rmSync(parent, { recursive: true }));

type Files = Readonly<Record<string, string>>;

/** Failures that come one after the other in one test file, each of a folder with these goldens. */
function failuresOf(count: number, goldens: Files, files: Files, options: GoldenOptions = {}): Error[] {
  const folder = fs.mkdtempSync(path.join(parent, 'case-'));
  for (const [file, content] of Object.entries(goldens)) fs.writeFileSync(path.join(folder, file), content);
  const errors: Error[] = [];
  jest.isolateModules(() => {
    const { expectGoldenFolder } = jest.requireActual<typeof import('../../lib/testing/golden')>('../../lib/testing/golden');
    for (let at = 0; at < count; at++) {
      try {
        expectGoldenFolder(folder, new Map(Object.entries(files)), { mode: 'none', ...options });
      } catch (error) {
        errors.push(error as Error);
      }
    }
  });
  return errors;
}

/** The same of the first failure, below its title. */
function failureOf(goldens: Files, files: Files, options?: GoldenOptions): string {
  const [{ message }] = failuresOf(1, goldens, files, options);
  return message.slice(message.indexOf('\n')).trim();
}

const document = (kind: string, name: string, image: string): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: shop\n  labels:\n    a: b\nspec:\n  containers:\n    - name: main\n      image: ${image}\n`;

describe('the difference of a manifest', () => {
  const manifest = (...documents: string[]): string => `# made by hand\n${documents.join('---\n')}`;
  const api = document('Deployment', 'api', 'api:1');

  test('is headed by the object, without the lines of its neighbours', () => {
    const golden = manifest(api, document('Deployment', 'web', 'web:1'));
    const content = manifest(api, document('Deployment', 'web', 'web:2'));
    expect(failureOf({ 'k.yaml': golden }, { 'k.yaml': content })).toBe(
      ['k.yaml differs (- golden, + new):', 'Deployment/web', '  ...', '  spec:', '    containers:', '      - name: main', '-       image: web:1', '+       image: web:2'].join('\n'),
    );
  });

  test('names the construct that the object comes from', () => {
    const origins = new Map([['Deployment/api', 'shop/backend/api']]);
    const message = failureOf({ 'k.yaml': manifest(api) }, { 'k.yaml': manifest(document('Deployment', 'api', 'api:2')) }, { origins });
    expect(message).toContain('\nDeployment/api of shop/backend/api\n');
  });

  test('names what is new, what is gone, and the comment at the top', () => {
    const golden = manifest(document('Service', 'api', 'x'), api);
    const content = manifest(api, document('StatefulSet', '"1"', 'x')).replace('by hand', 'anew');
    const [shown, rest] = failureOf({ 'k.yaml': golden }, { 'k.yaml': content }).split('1 more: ');
    expect(shown).toContain('\ncomment\n- # made by hand\n+ # made anew\n');
    expect(shown).toContain('\nStatefulSet/1 is new\n+ apiVersion: v1\n');
    expect(rest).toBe('Service/api is gone');
  });

  test('tells namesakes apart', () => {
    const golden = manifest(api, document('Deployment', 'api', 'api:2'));
    const content = manifest(api, document('Deployment', 'api', 'api:3'));
    expect(failureOf({ 'k.yaml': golden }, { 'k.yaml': content })).toMatch(/- {7}image: api:2\n\+ {7}image: api:3$/);
  });

  test('shows when only the order is another', () => {
    const web = document('Service', 'web', 'x');
    const message = failureOf({ 'k.yaml': manifest(api, web) }, { 'k.yaml': manifest(web, api) });
    expect(message).toContain('- kind: Deployment');
    expect(message).toContain('+ kind: Service');
  });
});

describe('the difference', () => {
  test('of a Compose file is headed by the service, the network or the field', () => {
    const golden = 'name: shop\nservices:\n  api:\n    image: a\n    tmpfs:\n      - /tmp\n  "a.b":\n    image: b\nnetworks:\n  api: {}\n';
    const difference = (from: string, to: string): string => failureOf({ 'compose.yaml': golden }, { 'compose.yaml': golden.replace(from, to) }).split('\n')[1];
    expect(difference('image: b', 'image: c')).toBe('services.a.b');
    expect(difference('- /tmp', '- /run')).toBe('services.api');
    expect(difference('api: {}', 'api: { internal: true }')).toBe('networks.api');
    expect(difference('name: shop', 'name: desk')).toBe('name');
  });

  test('of a model is headed by the item of the list', () => {
    const model = (replicas: number): string => `${JSON.stringify({ version: 1, workloads: [{ name: 'api', replicas }, { name: 'web', replicas: 1 }], source: {} }, null, 2)}\n`;
    expect(failureOf({ 'model.json': model(1) }, { 'model.json': model(2) })).toContain('\nworkloads.api\n');
  });

  test('of any other text has no heading', () => {
    expect(failureOf({ 'a.txt': 'kind: a\n' }, { 'a.txt': 'kind: b\n' })).toBe('a.txt differs (- golden, + new):\n- kind: a\n+ kind: b');
  });

  test('is cut, and what is left out is counted', () => {
    const lines = (word: string): string => Array.from({ length: 30 }, (_, at) => `${word} ${at}\n`).join('');
    const message = failureOf({ 'a.txt': lines('old') }, { 'a.txt': lines('new') }).split('\n');
    expect(message).toHaveLength(22);
    expect(message.at(-1)).toBe('  ... 40 more lines');
  });

  test('shows the first objects, and names the others', () => {
    const compose = (image: string): string => `services:\n${Array.from({ length: 12 }, (_, at) => `  s${at}:\n    image: ${image}\n`).join('')}`;
    const message = failureOf({ 'compose.yaml': compose('a') }, { 'compose.yaml': compose('b') });
    expect(message.match(/^services\.s\d+$/gm)).toEqual(['services.s0', 'services.s1']);
    expect(message.split('\n').at(-1)).toBe('10 more: services.s2, services.s3, services.s4, services.s5, services.s6, services.s7, services.s8, services.s9 and 2 more');
  });

  test('is shown of the first files, and the others are named', () => {
    const files = (content: string): Files => Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, content]));
    expect(failureOf(files('old\n'), files('new\n')).split('\n\n')).toEqual([
      ...['a', 'b', 'c'].map((name) => `${name} differs (- golden, + new):\n- old\n+ new`),
      '2 more: d, e',
    ]);
  });
});

test('after a few failures, the others say in two lines which objects it is, and no line of the test', () => {
  const compose = (image: string): string => `name: shop\nservices:\n${['a', 'b', 'c', 'd'].map((name) => `  ${name}:\n    image: ${image}\n`).join('')}`;
  const origins = new Map([['services.a', 'shop/a']]);
  const [first, second, third, fourth] = failuresOf(4, { 'a.yaml': compose('x'), b: 'b' }, { 'a.yaml': compose('y') }, { origins });
  expect(first.message).toContain('+     image: y');
  expect(first.stack).toContain('golden-failures.test.ts');
  expect([second.message, third.message]).toEqual([first.message, first.message]);
  expect(fourth.message.split('\n').slice(1)).toEqual(['a.yaml differs in services.a of shop/a, services.b, services.c and 1 more.', '1 more: b']);
  expect(fourth.stack).toBe(`Error: ${fourth.message}`);
});
