import * as fc from '../fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { stringifyDocuments, stringifyYaml } from '../../lib/emit/yaml';
import { HOSTILE_STRINGS } from './hostile-strings';

const VERSIONS = ['1.1', '1.2'] as const;

function readBack(text: string, version: '1.1' | '1.2'): unknown {
  return parse(text, { version, maxAliasCount: 0 });
}

/** An own property even where the name is `__proto__`. */
function mapOf(...entries: (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

describe('hostile strings arrive as written', () => {
  test('the table is large and has no duplicates', () => {
    expect(HOSTILE_STRINGS.length).toBeGreaterThan(300);
    expect(new Set(HOSTILE_STRINGS).size).toBe(HOSTILE_STRINGS.length);
  });

  describe.each(VERSIONS)('read as YAML %s', (version) => {
    test.each(HOSTILE_STRINGS.map((text) => [JSON.stringify(text).slice(0, 60), text]))('%s', (_, text) => {
      const data = mapOf(
        ['value', text],
        ['alone', [text]],
        ['flow', [text, 'x', 1, true, null]],
        ['block', [text, mapOf([text, text]), [text, [text, {}]]]],
        ['nested', [mapOf([text, mapOf([text, [text, {}]])], ['after', text])]],
        [text, mapOf([text, text], ['after', 1])],
        ['last', text],
      );
      expect(readBack(stringifyYaml(data), version)).toEqual(data);
      expect(readBack(stringifyYaml(text), version)).toBe(text);
      expect(readBack(stringifyYaml([text, {}]), version)).toEqual([text, {}]);
    });
  });
});

describe('law: what is read is what was written', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(...'aeyn019_.:-+=/@#"\'\\[]{},&*!|>%?~`$ \n\t', '\n', ' ', '\r', '\u0085', '\u2028', '\ufeff', '\x7f', '\0', 'é', '😀'),
    maxLength: 12,
  });
  const text = fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...HOSTILE_STRINGS));
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0));
  const { data } = fc.letrec<{ data: unknown }>((tie) => ({
    data: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      text,
      number,
      fc.constantFrom(true, false, null),
      fc.array(text, { maxLength: 4 }),
      fc.array(tie('data'), { maxLength: 4 }),
      fc.dictionary(text, tie('data'), { maxKeys: 4 }).map((map) => mapOf(...Object.entries(map))),
    ),
  }));

  test.each(VERSIONS)('YAML %s', (version) => {
    fc.assert(fc.property(data, (value) => expect(readBack(stringifyYaml(value), version)).toEqual(value)), { numRuns: 400 });
  });

  test('documents', () => {
    fc.assert(
      fc.property(fc.array(data, { minLength: 1, maxLength: 4 }), fc.array(text, { maxLength: 2 }), (documents, header) => {
        const read = parseAllDocuments(stringifyDocuments(documents, header));
        expect([...read].map((document) => document.toJS() as unknown)).toEqual(documents);
      }),
      { numRuns: 100 },
    );
  });

  test('a line is never folded, and no line ends in a blank', () => {
    fc.assert(fc.property(data, (value) => expect(stringifyYaml(value)).not.toMatch(/[ \t]$/m)), { numRuns: 100 });
  });
});

describe('style', () => {
  test('block style, two spaces, sequences under their key, short scalar lists on one line', () => {
    expect(
      stringifyYaml({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'backend', labels: { 'app.kubernetes.io/name': 'backend' }, annotations: {}, uid: undefined },
        spec: {
          replicas: 1,
          containers: [
            {
              name: 'backend',
              image: 'aisociety/backend:1.0.0',
              args: ['uvicorn', 'app.main:app'],
              ports: [{ name: 'http', containerPort: 8000 }],
              env: [
                { name: 'QDRANT_URL', value: 'http://qdrant:6333' },
                { name: 'MONTHLY_BUDGET', value: '200' },
              ],
              resources: { limits: { cpu: '2', memory: '2Gi' } },
              securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'], add: [] } },
              stdin: null,
            },
          ],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      }),
    ).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: backend
  labels:
    app.kubernetes.io/name: backend
  annotations: {}
spec:
  replicas: 1
  containers:
    - name: backend
      image: aisociety/backend:1.0.0
      args: ["uvicorn", "app.main:app"]
      ports:
        - name: http
          containerPort: 8000
      env:
        - name: QDRANT_URL
          value: http://qdrant:6333
        - name: MONTHLY_BUDGET
          value: "200"
      resources:
        limits:
          cpu: "2"
          memory: 2Gi
      securityContext:
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
          add: []
      stdin: null
  volumes:
    - name: tmp
      emptyDir: {}
`);
  });

  test.each([
    ['one string that needs quotes gives its neighbours quotes', { test: ['CMD', 'curl', '-fsS'] }, 'test: ["CMD", "curl", "-fsS"]\n'],
    ['none needs quotes', { networks: ['backend', 'default'] }, 'networks: [backend, default]\n'],
    ['a colon counts in a flow sequence', { images: ['a:b'] }, 'images: ["a:b"]\n'],
    ['numbers beside strings', { mixed: [80, 'a b', true, null] }, 'mixed: [80, "a b", true, null]\n'],
    ['several lines', { args: ['sh', '-c', 'set -e\nexec x\n'] }, 'args:\n  - sh\n  - "-c"\n  - |\n    set -e\n    exec x\n'],
    ['sequences in sequences', { a: [['b', 'c'], [{ d: 1 }, []], [[{}]]] }, 'a:\n  - [b, c]\n  - - d: 1\n    - []\n  - - - {}\n'],
    ['maps of nothing', { a: { b: undefined }, c: [{ d: undefined }] }, 'a: {}\nc:\n  - {}\n'],
    ['maps in maps in sequences', [{ a: { b: [{ c: 1 }] }, d: 2 }], '- a:\n    b:\n      - c: 1\n  d: 2\n'],
  ])('sequences: %s', (_, data, expected) => {
    expect(stringifyYaml(data)).toBe(expected);
  });

  test('a list stays on one line up to column 100', () => {
    const atLimit = stringifyYaml({ a: { list: ['x'.repeat(40), 'y'.repeat(48)] } });
    expect(atLimit).toBe(`a:\n  list: [${'x'.repeat(40)}, ${'y'.repeat(48)}]\n`);
    expect(atLimit.split('\n')[1]).toHaveLength(100);
    expect(stringifyYaml({ a: { list: ['x'.repeat(40), 'y'.repeat(49)] } })).toBe(`a:\n  list:\n    - ${'x'.repeat(40)}\n    - ${'y'.repeat(49)}\n`);
  });

  test.each([
    ['clip', 'a\n\n  b\n', 'v: |\n  a\n\n    b\n'],
    ['strip', 'a\nb', 'v: |-\n  a\n  b\n'],
    ['keep', 'a\n\n', 'v: |+\n  a\n\n'],
    ['first line indented', '  a\nb\n', 'v: |2\n    a\n  b\n'],
    ['first line empty', '\na', 'v: |2-\n\n  a\n'],
    ['tab inside', 'all:\n\tgcc\n', 'v: |\n  all:\n  \tgcc\n'],
    ['blank before a line end', 'a \nb\n', 'v: "a \\nb\\n"\n'],
    ['tab first', '\ta\n', 'v: "\\ta\\n"\n'],
    ['carriage return', 'a\r\nb\r\n', 'v: "a\\r\\nb\\r\\n"\n'],
    ['only line breaks', '\n\n', 'v: "\\n\\n"\n'],
    ['NEL, LS, BOM, DEL, direction', 'a\u0085\u2028\ufeff\x7f\u202e', 'v: "a\\u0085\\u2028\\ufeff\\u007f\\u202e"\n'],
    ['letters and signs as they are', '日本 😀', 'v: "日本 😀"\n'],
  ])('text: %s', (_, text, expected) => {
    expect(stringifyYaml({ v: text })).toBe(expected);
  });

  test.each(['nginx', 'postgres:16-alpine', 'http://backend:8000/x', '/etc/nginx', './files/x', 'apps/v1', 'a=b', '30s', '1m30s', '500m', '2Gi', '_a'])(
    'plain: %s',
    (text) => expect(stringifyYaml({ v: text })).toBe(`v: ${text}\n`),
  );

  test.each(['yes', 'y', 'e3', '0o17', '1e3', '22:22', '127.0.0.1', '2024-01-01', '=', '<<', '~', '-a', 'a b', 'a,b', 'a:', '.5', '1_000', '', '1e', '${X}', 'é'])(
    'quoted: %s',
    (text) => expect(stringifyYaml({ v: text })).toBe(`v: "${text}"\n`),
  );

  test('keys follow the stricter rule', () => {
    expect(stringifyYaml({ 'nginx.conf': 1, 'app/x': 2, on: 3, '0o440': 4, 'a:b': 5, 'a b': 6, '': 7, '<<': 8 })).toBe(
      'nginx.conf: 1\napp/x: 2\n"on": 3\n"0o440": 4\n"a:b": 5\n"a b": 6\n"": 7\n"<<": 8\n',
    );
  });

  test('a key too long for an implicit one', () => {
    const key = 'k'.repeat(1025);
    expect(stringifyYaml([{ [key]: { a: 1 }, b: 2 }])).toBe(`- ? ${key}\n  :\n    a: 1\n  b: 2\n`);
  });

  test.each([
    [0, '0'], [-0, '0'], [8000, '8000'], [-1.5, '-1.5'], [1e21, '1.0e+21'], [1.5e300, '1.5e+300'], [1e-7, '1.0e-7'], [true, 'true'], [null, 'null'],
    ['', '""'], ['a\nb', '"a\\nb"'], [[], '[]'], [{}, '{}'], [{ a: undefined }, '{}'],
  ])('a document of its own: %p', (value, expected) => expect(stringifyYaml(value)).toBe(`${expected}\n`));

  test('documents and header', () => {
    expect(stringifyDocuments([{ a: 1 }, { b: 2 }])).toBe('a: 1\n---\nb: 2\n');
    expect(stringifyDocuments([{ a: 1 }], ['Written by x.', '', 'two\nlines '])).toBe('# Written by x.\n#\n# two\n# lines\na: 1\n');
    expect(stringifyDocuments([{ a: 1 }], ['a\u2028b: 2\u0007\ufeff'])).toBe('# a\n# b: 2\\u0007\\ufeff\na: 1\n');
    expect(stringifyDocuments([], ['nothing'])).toBe('# nothing\n');
    expect(stringifyDocuments([])).toBe('');
  });
});

describe('what is not plain data is refused, with its path', () => {
  class Token {}
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;

  test.each([
    [undefined, 'cannot write $ as YAML: it is undefined'],
    [{ spec: { replicas: NaN } }, 'cannot write $.spec.replicas as YAML: it is NaN, which JSON has no number for'],
    [{ ports: [80, Infinity] }, 'cannot write $.ports[1] as YAML: it is Infinity, which JSON has no number for'],
    [{ args: ['a', undefined] }, 'cannot write $.args[1] as YAML: it is undefined'],
    [{ 'a.b/c': new Date(0) }, 'cannot write $["a.b/c"] as YAML: it is an instance of Date, not plain data'],
    [[{ a: () => 1 }], 'cannot write $[0].a as YAML: it is a function, not plain data'],
    [{ _a1: [{ '1a': { '': [[NaN]] } }] }, 'cannot write $._a1[0]["1a"][""][0][0] as YAML: it is NaN, which JSON has no number for'],
    [{ a: 1n }, 'cannot write $.a as YAML: it is a bigint, not plain data'],
    [{ a: Symbol('x') }, 'cannot write $.a as YAML: it is a symbol, not plain data'],
    [{ a: [new Token()] }, 'cannot write $.a[0] as YAML: it is an instance of Token, not plain data'],
    [new Map(), 'cannot write $ as YAML: it is an instance of Map, not plain data'],
    [{ a: 'x\ud800' }, 'cannot write $.a as YAML: "x\\ud800" has half a surrogate pair, which is no character'],
    [{ a: ['\udc00'] }, 'cannot write $.a[0] as YAML: "\\udc00" has half a surrogate pair, which is no character'],
    [{ 'x\ud800': 1 }, 'cannot write $["x\\ud800"] as YAML: "x\\ud800" has half a surrogate pair, which is no character'],
  ])('%#', (value, message) => {
    expect(() => stringifyYaml(value)).toThrow(new TypeError(message));
    expect(() => stringifyYaml(value)).toThrow(TypeError);
  });

  test('the path starts with the index of the document', () => {
    expect(() => stringifyDocuments([{}, { a: NaN }])).toThrow('cannot write $[1].a as YAML');
  });

  test('a cycle', () => {
    expect(() => stringifyYaml(cycle)).toThrow(/^cannot write \$(\.self){20}\.\.\. as YAML: it is nested more than 200 levels deep, or contains itself$/);
  });

  test('a map of another realm, or without a prototype, is plain data', () => {
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    expect(stringifyYaml({ bare, json: JSON.parse('{"b": 2}') as unknown })).toBe('bare:\n  a: 1\njson:\n  b: 2\n');
  });
});
