import * as fc from '../../fast-check';
import { readYaml } from '../../../lib/verify/input/yaml';
import { sizeProblem, textOf } from '../../../lib/verify/input/text';
import { Tagged } from '../../../lib/verify/input/tagged';
import { parseAllDocuments } from 'yaml';
import { filesBelow, textOf as sourceOf } from '../../sources';
import type { Reader } from '../../../lib/verify/input/scalars';

/** What is wrong with a text, as `line code detail`. */
function problemsOf(text: string, reader: Reader = 'kubernetes'): string[] {
  return readYaml(text, 'a.yaml', reader).problems.map(({ code, detail, origin }) => `${origin?.line ?? '-'} ${code} ${detail}`);
}

function valueOf(text: string, reader: Reader): unknown {
  const { documents: [document], problems } = readYaml(text, 'a.yaml', reader);
  expect(problems).toEqual([]);
  return (document.value as Record<string, unknown>).a;
}

describe('plain words mean what the one who uses the file takes them for', () => {
  // Both readers were asked: sigs.k8s.io/yaml, which kubectl has, and go.yaml.in/yaml/v4, which Compose has.
  test.each([
    ['0644', 420], ['0o644', 420], ['-0777', -511], ['08', 8], ['0x1F', 31], ['0b11', 3], ['1_000', 1000], ['0', 0], ['00', 0], ['+12', 12],
    ['0_7', 7], ['0xFF_FF', 65535], ['0x', '0x'], ['0o8', '0o8'], ['0b', '0b'], ['1,000', '1,000'],
    ['1e3', 1000], ['12e03', 12000], ['1.', 1], ['.5', 0.5], ['1_0.5', 10.5], ['0.10', 0.1], ['1e400', '1e400'], ['.inf', Infinity], ['-.INF', -Infinity], ['.NaN', NaN],
    ['22:22', '22:22'], ['190:20:30', '190:20:30'], ['2020-01-01', '2020-01-01'], ['=', '='], ['~', null], ['Null', null], ['', null],
    ['true', true], ['False', false], ['TRUE', true], ['"yes"', 'yes'], ['!!str 5', '5'], ["!!int '5'", 5], ['!!binary aGk=', 'hi'],
  ])('%s', (word, meant) => {
    expect(valueOf(`a: ${word}`, 'kubernetes')).toEqual(meant);
    expect(valueOf(`a: ${word}`, 'compose')).toEqual(meant);
  });

  test.each(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'])('%s is true to kubectl, and a text to Compose', (word) => {
    expect(valueOf(`a: ${word}`, 'kubernetes')).toBe(true);
    expect(valueOf(`a: ${word}`, 'compose')).toBe(word);
  });

  test.each(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'])('%s is false to kubectl, and a text to Compose', (word) => {
    expect(valueOf(`a: ${word}`, 'kubernetes')).toBe(false);
    expect(valueOf(`a: ${word}`, 'compose')).toBe(word);
  });

  test('a key that kubectl takes for a boolean has its name', () => {
    expect(readYaml('on: 1', 'a.yaml', 'kubernetes').documents[0].value).toEqual({ true: 1 });
    expect(readYaml('on: 1', 'a.yaml', 'compose').documents[0].value).toEqual({ on: 1 });
  });
});

test('what another parser reads of our own outputs is the same', () => {
  const files = filesBelow('test/apps').filter((file) => file.endsWith('.yaml')).slice(0, 40);
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const text = sourceOf(file);
    const others = parseAllDocuments(text).map((document) => document.toJS() as unknown);
    for (const reader of ['kubernetes', 'compose'] as const) expect(readYaml(text, file, reader).documents.map(({ value }) => value)).toEqual(others);
  }
});

describe('documents', () => {
  test('are all there, and the empty ones are none', () => {
    const { documents } = readYaml('# only\n---\na: 1\n---\n---\nb: 2\n...\n', 'a.yaml', 'kubernetes');
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(documents.map(({ lineOf }) => lineOf([]))).toEqual([3, 6]);
  });

  test('may be JSON', () => {
    expect(readYaml('{\n\t"a": [1, "yes", null]\n}\n', 'a.json', 'kubernetes').documents[0].value).toEqual({ a: [1, 'yes', null] });
  });

  test('have merge keys applied, and their own keys before them', () => {
    const { documents } = readYaml('x: &x {b: 1, c: 1}\na:\n  <<: *x\n  c: 2\n', 'a.yaml', 'compose');
    expect(documents[0].value).toEqual({ x: { b: 1, c: 1 }, a: { b: 1, c: 2 } });
  });

  test('keep keys that objects have of themselves', () => {
    const { value } = readYaml('__proto__: 1\nconstructor: 2\n', 'a.yaml', 'compose').documents[0];
    expect(Object.entries(value as object)).toEqual([['__proto__', 1], ['constructor', 2]]);
  });

  test('say what Compose is to merge otherwise', () => {
    const { documents } = readYaml('a: !reset null\nb: !override [1]\nc: !override {d: 0x10}\ne: !override 5\n', 'a.yaml', 'compose');
    expect(documents[0].value).toEqual({ a: new Tagged('!reset', null), b: new Tagged('!override', [1]), c: new Tagged('!override', { d: 16 }), e: new Tagged('!override', 5) });
  });
});

describe('a line', () => {
  const [document] = readYaml('services:\n  api:\n    # said\n    image: x\n    ports:\n      - 80\n      - target: 90\n\n        mode: host\n    env: &env\n      A: "1\n\n        2"\n      B: 2\n  web:\n    <<: *env\n    b: *env\n', 'a.yaml', 'compose').documents;

  test.each([
    [['services'], 1], [['services', 'api', 'image'], 4], [['services', 'api', 'ports', 0], 6], [['services', 'api', 'ports', 1, 'mode'], 9],
    [['services', 'api', 'env', 'B'], 14], [['services', 'web', 'A'], 11], [['services', 'web', 'b', 'B'], 14],
  ])('of %j is %d', (place, line) => {
    expect(document.lineOf(place)).toBe(line);
  });

  test('of what is not there is that of what it would be in', () => {
    expect(document.lineOf(['services', 'api', 'ports', 7, 'target'])).toBe(5);
    expect(document.lineOf(['nothing', 'at', 'all'])).toBe(1);
  });

  test('is counted over documents, and over all that a line can end with', () => {
    const { documents } = readYaml('a: 1\r\n---\r\nb:\r\n  c: 2\r\n', 'a.yaml', 'kubernetes');
    expect(documents[1].lineOf(['b', 'c'])).toBe(4);
  });
});

describe('what cannot be read has a sentence and a line', () => {
  test.each<[string, string, string[]]>([
    ['no YAML', 'a: 1\nb: "no end\n', ['3 input/syntax deficient indentation']],
    ['tabs', 'a:\n\tb: 1\n', ['2 input/syntax tab characters must not be used in indentation']],
    ['duplicate keys', 'a: 1\nb: 2\na: 3\nb: 4\n', [
      '3 input/duplicate-key "a" stands twice in one mapping, first in line 1',
      '4 input/duplicate-key "b" stands twice in one mapping, first in line 2',
    ]],
    ['an alias of nothing', 'a: 1\nb: *c\n', ['2 input/alias *c stands for an anchor that is not before it']],
    ['an alias of what comes later', 'b: *c\na: &c 1\n', ['1 input/alias *c stands for an anchor that is not before it']],
    ['an alias of another document', 'a: &c 1\n---\nb: *c\n', ['3 input/alias *c stands for an anchor that is not before it']],
    ['a circle', 'a: &a\n  b: [*a]\n', ['2 input/alias *a stands inside of what it stands for']],
    ['foreign tags', 'a: !Ref x\nb: !Sub [y]\n', ['1 input/tag !Ref is no tag of YAML itself', '2 input/tag !Sub is no tag of YAML itself']],
    ['tags of other languages', 'a: !!python/object:os.system x\n', ['1 input/tag !!python/object:os.system is a tag that these readers take for plain data, each in its own way']],
    ['tags of Compose in a manifest', 'a: !reset x\n', ['1 input/tag !reset is a tag of Compose, which no manifest has']],
    ['a value that its tag does not fit', 'a: !!int many\n', ['1 input/syntax cannot resolve a node with !<tag:yaml.org,2002:int> explicit tag']],
    ['a key that is no text', 'a:\n  [1]: b\n', ['2 input/shape a key is a mapping or a list, and has to be a text']],
    ['a merge of no mapping', 'a:\n  <<: 5\n', ['2 input/syntax cannot merge mappings; the provided source object is unacceptable']],
    ['a template', 'kind: Deployment\nspec:\n  {{- if .Values.on }}\n  replicas: {{ .Values.replicas }}\n  {{- end }}\n', [
      '3 input/template "{{" begins an expression of a template, and the text is no YAML as it is (missed comma between flow collection entries, line 3)',
    ]],
    ['a value that a template gives', 'image: {{ .Values.image }}\n', [
      '1 input/template "{{" begins an expression of a template, and the text is no YAML as it is (a key is a mapping)',
    ]],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('a text with braces that is YAML is no template', () => {
    expect(problemsOf('log: "{{.Name}}"\n', 'compose')).toEqual([]);
  });

  test('one of each kind is enough of twenty', () => {
    expect(problemsOf(Array.from({ length: 500 }, (_, at) => `a${at}: !Ref x`).join('\n'))).toHaveLength(20);
  });
});

describe('what would take all memory or time is refused', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...[...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[at]}`).join(', ')}]`)].join('\n');

  test('aliases of aliases', () => {
    const start = performance.now();
    expect(problemsOf(bomb)).toEqual(['- input/too-large with its aliases resolved it has more than 200000 values, of 28 that are written']);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('merges of merges', () => {
    const wide = `a: &a {${Array.from({ length: 2000 }, (_, at) => `k${at}: 1`).join(', ')}}\n${Array.from({ length: 20 }, (_, at) => `m${at}: {<<: *a}`).join('\n')}\n`;
    expect(problemsOf(wide)).toEqual([expect.stringMatching(/^\d+ input\/too-large merges \(<<\) bring more than 10000 keys into its mappings$/)]);
  });

  test('a chain of aliases that is deep, and not wide', () => {
    const chain = ['a0: &a0 x', ...Array.from({ length: 150 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}]`)].join('\n');
    expect(problemsOf(chain)).toEqual(['- input/too-deep with its aliases resolved more than 100 values stand inside of each other']);
  });

  test.each([['lists', '['], ['mappings', '{a: '], ['blocks', '- ']])('%s without an end', (_, open) => {
    const start = performance.now();
    expect(problemsOf(open.repeat(100_000))).toEqual(['1 input/too-deep more than 100 values stand inside of each other']);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('values without an end', () => {
    expect(problemsOf('- a\n'.repeat(200_001))).toEqual(['- input/too-large it has 200002 values, and 200000 are read']);
  });

  test('aliases that share what they stand for are the same object, as often as they like', () => {
    const { documents, problems } = readYaml(`a: &a [1, 2]\nb: [${Array.from({ length: 5000 }, () => '*a').join(', ')}]\n`, 'a.yaml', 'compose');
    expect(problems).toEqual([]);
    expect((documents[0].value as { b: unknown[] }).b).toHaveLength(5000);
  });
});

describe('bytes', () => {
  const encoder = new TextEncoder();

  test('are text without their mark', () => {
    expect(textOf(Buffer.from('\ufeffa: é'), 'a.yaml')).toBe('a: é');
  });

  test.each<[string, Uint8Array, string]>([
    ['of another encoding', Uint8Array.of(0x61, 0xe9, 0x0a), 'input/encoding it is no UTF-8'],
    ['of UTF-16', Buffer.from('\ufeffa: 1', 'utf16le'), 'input/encoding it is no UTF-8: the bytes at its beginning are the mark of UTF-16'],
    ['of no text', encoder.encode('a\n\0b'), 'input/encoding it is no text: a byte of zero is at 2'],
    ['of too large a file', new Uint8Array(9 * 1024 * 1024), 'input/too-large it has 9.0 MiB, and 8 MiB are read'],
  ])('%s are refused', (_, bytes, problem) => {
    const result = textOf(bytes, 'a.yaml');
    expect(typeof result === 'string' ? result : `${result.code} ${result.detail}`).toBe(problem);
  });

  test('are not read to find that they are too many', () => {
    expect(sizeProblem(8 * 1024 * 1024, 'a.yaml')).toBeUndefined();
    expect(sizeProblem(8 * 1024 * 1024 + 1, 'a.yaml')).toMatchObject({ code: 'input/too-large', subject: 'a.yaml' });
  });
});

describe('whatever a text is, it is read or refused, and nothing is thrown', () => {
  const readers = fc.constantFrom<Reader>('kubernetes', 'compose');
  const piece = fc.constantFrom('a: ', '- ', '? ', ': ', '\n', '\n  ', '---\n', '...\n', '&a ', '*a', '<<: ', '!x ', '!!int ', '!reset ', '"', "'", '|\n', '>-\n', '{', '}', '[', ']', ',', '#', '%YAML 1.2\n', '\t', '\r\n', '{{ x }}', '0644', 'yes', '~', '\u0000', '\ud800', '__proto__: ');

  test.each<[string, fc.Arbitrary<string>]>([
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
    ['pieces of YAML', fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))],
  ])('%s', (_, texts) => {
    fc.assert(fc.property(texts, readers, (text, reader) => {
      const { documents, problems } = readYaml(text, 'a.yaml', reader);
      for (const { lineOf } of documents) expect(lineOf(['a', 0, 'b'])).toBeGreaterThan(0);
      for (const { origin, detail } of problems) expect([origin?.file, detail.length > 0, origin?.line === undefined || origin.line > 0]).toEqual(['a.yaml', true, true]);
      expect(documents.length === 0 || problems.length === 0).toBe(true);
    }), { numRuns: 1000 });
  });
});
