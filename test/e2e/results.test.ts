import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { each } from '../../scripts/e2e/each-stack';
import { composeOptions, refuseUnusable } from '../../scripts/e2e/options';
import { conclude, junitOf } from '../../scripts/e2e/results';
import { resultOfWords } from '../../scripts/e2e/words/words';
import { temporaryDirectory } from '../integration/running';

let said = '';
beforeEach(() => {
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

test('what goes wrong and what is thrown are problems, and the next one is tried all the same', () => {
  const results = each([{ name: 'one' }, { name: 'two' }, { name: 'three' }], ({ name }) => {
    if (name === 'two') throw new Error('docker ended with 1');
    return name === 'one' ? ['nobody answers'] : [];
  });
  expect(results.map(({ name, problems }) => [name, ...problems])).toEqual([['one', 'nobody answers'], ['two', 'docker ended with 1'], ['three']]);
  expect(said).toContain('  docker ended with 1\ntwo: NOT HEALTHY');
  expect(conclude('e2e', results, {})).toBe(1);
  expect(said).toMatch(/\nnot up: one, two\n$/);
});

test('results are written for programs', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'results-'));
  const [json, junit] = ['results.json', 'results.xml'].map((file) => path.join(directory, file));
  expect(conclude('e2e', [{ name: 'desk', seconds: 3, problems: [] }], { json, junit })).toBe(0);
  expect(JSON.parse(fs.readFileSync(json, 'utf8'))).toEqual({ suite: 'e2e', passed: true, results: [{ name: 'desk', seconds: 3, problems: [] }] });
  expect(fs.readFileSync(junit, 'utf8')).toContain('tests="1" failures="0"');
});

test('a failure stands in XML whatever characters it has', () => {
  expect(junitOf('e2e', [{ name: 'desk', seconds: 3, problems: ['A is "<&>"', 'B\u001b[2K'] }]).split('\n').slice(1)).toEqual([
    '<testsuite name="e2e" tests="1" failures="1" skipped="0">',
    '  <testcase classname="e2e" name="desk" time="3">',
    '    <failure message="A is &quot;&lt;&amp;&gt;&quot;">A is &quot;&lt;&amp;&gt;&quot;',
    'B?[2K</failure>', '  </testcase>', '</testsuite>', '',
  ]);
});

test('options are read, and faults are planted in one stack at a time', () => {
  expect(composeOptions(['desk', '--json', 'a.json'])).toMatchObject({ names: ['desk'], json: 'a.json', planted: false });
  expect(() => composeOptions(['--planted'])).toThrow('--planted takes one stack');
  expect(() => composeOptions(['--plant'])).toThrow(/--plant/);
});

test('what was not tried has failed nowhere, and says why', () => {
  const results = each([{ name: 'desk' }, { name: 'graph' }], () => [], ({ name }) => (name === 'graph' ? ['no node has the device nvidia.com/gpu'] : []));
  expect(conclude('e2e', results, {})).toBe(0);
  expect(said).toMatch(/\nnot tried, 1 of 2:\n {2}graph: no node has the device nvidia.com\/gpu\n\nall 1 came up\n$/);
  expect(junitOf('e2e', results)).toContain('<testcase classname="e2e" name="graph" time="0">\n    <skipped message="no node has the device nvidia.com/gpu"/>');
});

test('chaos is a run of its own, of five minutes and with any seed if nobody says otherwise', () => {
  expect(composeOptions(['ai-society']).chaos).toBeUndefined();
  expect(composeOptions(['--chaos']).chaos).toEqual({ seed: expect.any(Number) as number, seconds: 300 });
  expect(composeOptions(['--chaos', '--chaos-seed', '7', '--chaos-seconds', '60']).chaos).toEqual({ seed: 7, seconds: 60 });
  expect(() => composeOptions(['--chaos', '--lifecycle'])).toThrow('--chaos is for a run of its own, without --lifecycle');
  expect(() => composeOptions(['--chaos', '--chaos-seconds', '1.5'])).toThrow('--chaos-seconds is 1.5; it takes a whole number of up to nine digits');
});

test('nothing that was tried is no success', () => {
  const json = path.join(temporaryDirectory(), 'results.json');
  const results = each([{ name: 'desk' }], () => [], () => ['no node has the device nvidia.com/gpu']);
  expect([conclude('e2e', [], {}), conclude('e2e', results, { json })]).toEqual([2, 2]);
  expect(said).toMatch(/\nnothing was tried\n$/);
  expect(JSON.parse(fs.readFileSync(json, 'utf8'))).toMatchObject({ passed: false });
});

test('a word that nothing confirms has failed for programs as well', () => {
  const words = (['environment.literal', 'process.tty', 'resources.gpus'] as const).map((word, at) => ({ word, confirmedBy: at === 0 ? ['desk'] : [], lacking: at === 2 ? ['GPUs'] : [] }));
  const result = resultOfWords(words);
  expect(result.problems).toEqual(['process.tty is confirmed by nothing that was up']);
  expect(junitOf('e2e', [result])).toContain('failures="1"');
});

test.each(['--json', '--junit'])('%s is refused before anything is tried where it cannot be written', (option) => {
  const directory = temporaryDirectory();
  const refuse = (file: string) => () => refuseUnusable(composeOptions([option, file]));
  expect(refuse(path.join(directory, 'none', 'results'))).toThrow(`${option} ${directory}/none/results cannot be written (ENOENT): nothing was tried`);
  expect(refuse(directory)).toThrow(`${option} ${directory} cannot be written (EISDIR): nothing was tried`);
  refuse(path.join(directory, 'results'))();
  expect(fs.readdirSync(directory)).toEqual([]);
});

test('recipes are a directory of them', () => {
  const directory = temporaryDirectory();
  const refuse = () => refuseUnusable(composeOptions(['--recipes', directory]));
  expect(refuse).toThrow(`--recipes ${directory} is no directory with recipes: nothing was tried`);
  expect(() => refuseUnusable(composeOptions(['--recipes', `${directory}/none`]))).toThrow(`--recipes ${directory}/none is no directory with recipes: nothing was tried`);
  fs.mkdirSync(path.join(directory, 'mysql'));
  expect(refuse).toThrow(`${directory}/mysql is no recipe, since it has no Dockerfile: nothing was tried`);
  fs.writeFileSync(path.join(directory, 'mysql', 'Dockerfile'), '');
  expect(refuse).not.toThrow();
});
