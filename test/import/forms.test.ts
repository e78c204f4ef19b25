import { bytes, cores, milliseconds } from '../../scripts/import/amounts';
import { mountForm } from '../../scripts/import/mount-form';
import { portForms } from '../../scripts/import/port-form';
import { pairsOf } from '../../scripts/import/raw';
import { shellWords } from '../../scripts/import/shell-words';
import { defaultText, parseTemplate, plainText, splitOutside, variablesIn } from '../../scripts/import/template';

describe('texts with variables', () => {
  const variable = (name: string, operator = '', word: unknown[] = []): object => ({ name, operator, word });
  test.each([
    ['plain', ['plain']],
    ['$A', [variable('A')]],
    ['${A}', [variable('A')]],
    ['a$A.b', ['a', variable('A'), '.b']],
    ['$$A', ['$A']],
    ['$${A}', ['${A}']],
    ['${A:-b}', [variable('A', ':-', ['b'])]],
    ['${A-b}', [variable('A', '-', ['b'])]],
    ['${A:-}', [variable('A', ':-')]],
    ['${A:?say A}', [variable('A', ':?', ['say A'])]],
    ['${A:+b}', [variable('A', ':+', ['b'])]],
    ['${A:-${B:-c}}d', [variable('A', ':-', [variable('B', ':-', ['c'])]), 'd']],
    ['${A:-x-y:z}', [variable('A', ':-', ['x-y:z'])]],
    ['a $ b', ['a $ b']],
    ['$1 ${', ['$1 ${']],
    ['${A!}', ['${A!}']],
  ])('%s', (text, template) => expect(parseTemplate(text)).toEqual(template));

  test('are plain or not', () => {
    expect(plainText(parseTemplate('a$$b'))).toBe('a$b');
    expect(plainText(parseTemplate('a$b'))).toBeUndefined();
  });
  test('have a default', () => expect(defaultText(parseTemplate('${A:-x}/${B:?no}/${C:-${D:-y}}'))).toBe('x//y'));
  test('have variables in defaults', () => expect(variablesIn(parseTemplate('${A:-${B}}$C')).map(({ name }) => name)).toEqual(['A', 'B', 'C']));
  test('are split outside of variables', () => expect(splitOutside('${A:-b}:c:${D}', ':')).toEqual(['${A:-b}', 'c', '${D}']));
});

describe('commands that are written as one text', () => {
  const wordsOf = (text: string): string[] | undefined => shellWords(parseTemplate(text))?.map(({ template }) => JSON.stringify(template));
  const plain = (...words: string[]): string[] => words.map((word) => JSON.stringify(word === '' ? [] : [word]));
  test.each([
    ['a  b\tc', plain('a', 'b', 'c')],
    [`'a b' "c d"`, plain('a b', 'c d')],
    [`a'b'"c"`, plain('abc')],
    ['a\\ b', plain('a b')],
    [`"a\\"b"`, plain('a"b')],
    [`'a\\b'`, plain('a\\b')],
    [`a "" b`, plain('a', '', 'b')],
    ['a && b', plain('a')],
    ['a > b', plain('a')],
    ['a 2> b', plain('a')],
    ['', []],
    [`a "b`, undefined],
    ['a $(b)', undefined],
  ])('%s', (text, words) => expect(wordsOf(text)).toEqual(words));

  test('have variables, in quotes or not', () => {
    expect(shellWords(parseTemplate('a --b=${C} "${D} e"'))?.map(({ splits }) => splits)).toEqual([false, true, false]);
    expect(shellWords(parseTemplate('a "${D} e"'))?.at(-1)?.template).toEqual([{ name: 'D', operator: '', word: [] }, ' e']);
  });
});

describe('ports', () => {
  const form = (target: string, more: object = {}): object => ({ target, protocol: 'tcp', rest: {}, ...more });
  test.each<[unknown, object[] | undefined]>([
    [80, [form('80')]],
    ['80', [form('80')]],
    ['8080:80', [form('80', { published: '8080' })]],
    ['8080:80/udp', [form('80', { published: '8080', protocol: 'udp' })]],
    ['127.0.0.1:8080:80', [form('80', { published: '8080', hostIp: '127.0.0.1' })]],
    ['127.0.0.1::80', [form('80', { hostIp: '127.0.0.1' })]],
    ['[::1]:8080:80', [form('80', { published: '8080', hostIp: '::1' })]],
    ['${IP:-127.0.0.1}:${P:-8080}:80', [form('80', { published: '${P:-8080}', hostIp: '${IP:-127.0.0.1}' })]],
    ['1-2:3-4', [form('3', { published: '1' }), form('4', { published: '2' })]],
    ['3-4', [form('3'), form('4')]],
    ['1-3:3-4', undefined],
    ['', undefined],
    ['80/tcp/udp', undefined],
    [{ target: 80, published: 8080, host_ip: '127.0.0.1', protocol: 'udp', mode: 'ingress' }, [form('80', { published: '8080', hostIp: '127.0.0.1', protocol: 'udp' })]],
    [{ target: 80, mode: 'host', app_protocol: 'http' }, [form('80', { rest: { app_protocol: 'http' } })]],
    [{ published: 80 }, undefined],
    [[], undefined],
  ])('%j', (entry, forms) => expect(portForms(entry)).toEqual(forms));
});

describe('mounts', () => {
  const form = (type: string, source: string | undefined, target: string, more: object = {}): object => ({ type, ...(source !== undefined && { source }), target, readOnly: false, rest: {}, ...more });
  test.each<[unknown, object | undefined]>([
    ['/data', form('volume', undefined, '/data')],
    ['data:/data/', form('volume', 'data', '/data')],
    ['/a://data', form('bind', '/a', '/data')],
    ['./data:/data:ro', form('bind', './data', '/data', { readOnly: true })],
    ['//var/run/docker.sock:/var/run/docker.sock', form('bind', '/var/run/docker.sock', '/var/run/docker.sock')],
    ['~/data:/data:rw,cached', form('bind', '~/data', '/data')],
    ['${D:-./data}:/data', form('bind', '${D:-./data}', '/data')],
    ['${D:-data}:/data', form('volume', '${D:-data}', '/data')],
    ['/a:/b:z,rslave', form('bind', '/a', '/b', { rest: { 'bind.selinux': 'z', 'bind.propagation': 'rslave' } })],
    ['a:/b:nocopy,odd', form('volume', 'a', '/b', { rest: { 'volume.nocopy': true, 'mode odd': true } })],
    ['a:b:c:d', undefined],
    [{ type: 'bind', source: '.', target: '/app', read_only: true, bind: { create_host_path: false, propagation: 'shared' } }, form('bind', '.', '/app', { readOnly: true, rest: { 'bind.create_host_path': false, 'bind.propagation': 'shared' } })],
    [{ type: 'tmpfs', target: '/run', tmpfs: { size: 1 } }, form('tmpfs', undefined, '/run', { rest: { 'tmpfs.size': 1 } })],
    [{ source: 'a' }, undefined],
    [1, undefined],
  ])('%j', (entry, expected) => expect(mountForm(entry)).toEqual(expected));
});

describe('amounts', () => {
  test.each([['1m30s', 90_000], ['500ms', 500], ['1h', 3_600_000], ['1.5s', 1500], ['0', 0], ['30', undefined], [30, undefined], ['${T}', undefined]])('the time %j', (value, amount) => expect(milliseconds(value)).toBe(amount));
  test.each([['512m', 512 * 1024 ** 2], ['1.5gb', 1.5 * 1024 ** 3], ['1GiB', 1024 ** 3], ['100b', 100], [1024, 1024], ['64', 64], ['${M}', undefined], ['1x', undefined]])('the size %j', (value, amount) => expect(bytes(value)).toBe(amount));
  test.each([['0.5', 0.5], [2, 2], ['.5', 0.5], ['half', undefined]])('the cores %j', (value, amount) => expect(cores(value)).toBe(amount));
});

describe('pairs', () => {
  test.each<[unknown, [string, string | null][] | undefined]>([
    [{ A: 1, B: true, C: null }, [['A', '1'], ['B', 'true'], ['C', null]]],
    [['A=1', 'B=x=y', 'C='], [['A', '1'], ['B', 'x=y'], ['C', '']]],
    [['A'], [['A', null]]],
    [undefined, []],
    [{ A: {} }, undefined],
    ['A=1', undefined],
  ])('%j', (value, pairs) => expect(pairsOf(value) && [...pairsOf(value)!]).toEqual(pairs));
});
