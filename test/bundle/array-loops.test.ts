import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { arrayLoops, withArrayLoops } from '../../scripts/bundle/array-loops';
import { nodesOf } from '../sources';

/*
 * What the bundle has in place of loops over lists does what the loops do, of which the tests of everything else know nothing.
 */

const NAME = '/main.ts';
const host = ts.createCompilerHost({});
const LIBRARY = new Map<string, ts.SourceFile | undefined>();

/** A program, as it is in the bundle. */
function bundled(text: string): string {
  const source = ts.createSourceFile(NAME, text, ts.ScriptTarget.ES2022, true);
  const getSourceFile: ts.CompilerHost['getSourceFile'] = (name, target) => {
    if (name === NAME) return source;
    if (!LIBRARY.has(name)) LIBRARY.set(name, host.getSourceFile(name, target));
    return LIBRARY.get(name);
  };
  const options = { target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'], types: [], strict: true };
  const program = ts.createProgram([NAME], options, { ...host, getSourceFile, fileExists: (name) => name === NAME });
  return withArrayLoops(program.getSourceFile(NAME)!, program.getTypeChecker())?.toString() ?? text;
}

/** What a program logs, by its function `log`. */
function logged(text: string): unknown[] {
  const found: unknown[] = [];
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  (new Function('log', outputText) as (log: (...values: unknown[]) => void) => void)((...values) => void found.push(values));
  return found;
}

const DECLARED = 'declare function log(...values: unknown[]): void;\n';

/** Each is gone through by counting, or taken apart by looking up. */
const LISTS: Readonly<Record<string, string>> = {
  'a block': 'for (const each of [1, 2, 3]) { log(each); }',
  'one statement': 'for (const each of [1, 2, 3]) log(each);',
  'one statement that is a loop': 'for (const each of [[1, 2], [3]]) for (const one of each) log(one);',
  'a condition whose other branch is not the loop\'s': 'for (const each of [1, 2]) if (each > 1) log(each);\nelse log("no");',
  'nothing': 'for (const each of [] as string[]) log(each);',
  'no statement': 'for (const each of [1]);\nlog("after");',
  'what is left early': 'outer: for (const each of [1, 2, 3]) { for (const other of [1, 2, 3]) { if (other === 2) continue outer; if (each === 3) break outer; log(each, other); } }',
  'what a function keeps': 'const kept: (() => number)[] = [];\nfor (const each of [1, 2]) kept.push(() => each);\nfor (const get of kept) log(get());',
  'what grows meanwhile': 'const list = [1, 2];\nfor (const each of list) { log(each); if (list.length < 5) list.push(each * 10); }',
  'what shrinks meanwhile': 'const list = [1, 2, 3, 4];\nfor (const each of list) { log(each); list.pop(); }',
  'a variable that changes': 'for (let each of [1, 2]) { each += 1; log(each); }',
  'a list that is made once': 'let made = 0;\nconst make = (): number[] => { made += 1; return [1, 2]; };\nfor (const each of make()) log(each, made);',
  'a variable of the name of the list': 'const each = [1, 2];\nfor (const one of each) { const each = one; log(each); }',
  'a list that must not change': 'const list: readonly string[] = ["a"];\nfor (const each of list) log(each);',
  'a pair of constants': 'for (const each of ["a", 1] as const) log(each);',
  'one of several lists': 'const list = Math.random() < 2 ? ["a"] : [1];\nfor (const each of list) log(each);',
  'a list of a type that is open': 'function all<T extends readonly unknown[]>(list: T): void { for (const each of list) log(each); }\nall([1, "a"]);',
  'a list that depends on what something has': 'for (const each of "a" in { a: 1 } ? [1] : [2]) log(each);',
  'pairs': 'for (const [key, value] of Object.entries({ a: 1, b: 2 })) log(key, value);',
  'parts that are objects': 'for (const { a, ...rest } of [{ a: 1, b: 2 }]) log(a, rest);',
  'places, some of which are left out': 'const [, second, , fourth] = [1, 2, 3, 4];\nlog(second, fourth);',
  'places with something for want of them': 'const [a = 1, b = a + 1] = [] as number[];\nlog(a, b);',
  'places of places': 'const [[a], [, { b }]] = [[1], [2, { b: 3 }]] as [[number], [number, { b: number }]];\nlog(a, b);',
  'places of an argument': 'log(...([["a", 1]] as [string, number][]).map(([key, value]) => `${key}${value}`));',
};

/** Each is gone through by its iterator. */
const OTHERS: Readonly<Record<string, string>> = {
  'a set that grows': 'const all = new Set([1]);\nfor (const each of all) { log(each); if (each < 3) all.add(each + 1); }',
  'the keys of a map': 'for (const key of new Map([["a", 1]]).keys()) log(key);',
  'what is made step by step': 'function* make(): Generator<number> { yield 1; yield 2; }\nfor (const each of make()) log(each);',
  'the characters of a text': 'for (const each of "a\\u{1f600}") log(each);',
  'what may be a list or a set': 'const some = Math.random() < 2 ? new Set([1]) : [1];\nfor (const each of some) log(each);',
  'what is left over': 'const [first, ...others] = [1, 2, 3];\nlog(first, others);',
  'places of a set': 'const [first] = new Set([1, 2]);\nlog(first);',
  'what anything may be': 'for (const each of JSON.parse("[1]")) log(each);',
};

test.each(Object.entries(LISTS))('%s', (_, text) => {
  const result = bundled(DECLARED + text);
  const kinds = [...nodesOf(ts.createSourceFile(NAME, result, ts.ScriptTarget.ES2022))].map(({ kind }) => kind);
  expect(kinds).not.toContain(ts.SyntaxKind.ForOfStatement);
  expect(kinds).not.toContain(ts.SyntaxKind.ArrayBindingPattern);
  expect(logged(result)).toEqual(logged(text));
});

test.each(Object.entries(OTHERS))('%s is left as it is', (_, text) => {
  expect(bundled(DECLARED + text)).toBe(DECLARED + text);
  expect(logged(text)).not.toEqual([]);
});

test('of the pairs of a map, the places are looked up', () => {
  const result = bundled(`${DECLARED}for (const [key, value] of new Map([["a", 1]])) log(key, value);`);
  expect(result).toContain('for (const { 0: key, 1: value } of new Map');
  expect(logged(result)).toEqual([['a', 1]]);
});

test.each([['a set', 'new Set([1, 2])', [[1], [2]]], ['a text', '"ab"', [['a'], ['b']]], ['what is made step by step', '(function* () { yield 1; })()', [[1]]]])('%s in place of a list is gone through as well', (_, given, all) => {
  expect(logged(bundled(`${DECLARED}const list = ${given} as never as unknown[];\nfor (const each of list) log(each);`))).toEqual(all);
});

test.each(['undefined', 'null', '{}'])('%s in place of a list is refused', (given) => {
  expect(() => logged(bundled(`${DECLARED}const list = ${given} as never as unknown[];\nfor (const each of list) log(each);`))).toThrow(TypeError);
});

describe('the plug-in', () => {
  const root = path.join(__dirname, '../..');
  const source = path.join(root, 'lib/model/expression.ts');
  const text = fs.readFileSync(source, 'utf8');
  const plugin = arrayLoops(path.join(root, 'tsconfig.build.json'));
  plugin.buildStart();

  test('writes the loops of a source, and leads back to it', () => {
    const result = plugin.transform(text, source)!;
    expect(result.code).toMatch(/for \(let list\$1 = /);
    expect(JSON.parse(result.map)).toMatchObject({ sources: [expect.stringContaining('expression.ts')] });
  });

  test('leaves what is no source of TypeScript', () => {
    expect(plugin.transform('for (const each of [1]) {}', '\0runtime.js')).toBeUndefined();
  });

  test.each([['a source that the compiler does not know', path.join(root, 'lib/nobody.ts')], ['a source that is another by now', source]])('refuses %s', (_, id) => {
    expect(() => plugin.transform(`${text}\n`, id)).toThrow(/is not what the compiler has read/);
  });
});
