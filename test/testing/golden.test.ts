import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { goldenMode, type GoldenMode } from '../../lib/testing/golden';

const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-'));
afterAll(() => fs.rmSync(parent, { recursive: true }));

/** A new folder with these goldens in it. */
function folderWith(goldens: Readonly<Record<string, string>>): string {
  const folder = path.join(fs.mkdtempSync(path.join(parent, 'case-')), 'expected');
  for (const [file, content] of Object.entries(goldens)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content);
  }
  return folder;
}

function contentsOf(folder: string): Record<string, string> {
  if (!fs.existsSync(folder)) return {};
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const isFile = (file: string): boolean => fs.statSync(path.join(folder, file)).isFile();
  return Object.fromEntries(files.filter(isFile).map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}

/** A comparison in a test file of its own, as far as the module knows: so it fails for the first time. */
const compare = (folder: string, files: Readonly<Record<string, string>>, mode: GoldenMode) => () =>
  jest.isolateModules(() => {
    const { expectGoldenFolder } = jest.requireActual<typeof import('../../lib/testing/golden')>('../../lib/testing/golden');
    expectGoldenFolder(folder, new Map(Object.entries(files)), { mode });
  });

const ALL_MODES: GoldenMode[] = ['all', 'new', 'none'];

describe('goldens that are as they should be', () => {
  test.each(ALL_MODES)('pass with %s and are not touched', (mode) => {
    const files = { 'compose.yaml': 'name: "${A:-b}"\n', 'files/nginx/nginx.conf': 'a $host\n', '.env.example': '' };
    const folder = folderWith(files);
    const time = fs.statSync(path.join(folder, 'compose.yaml')).mtimeMs;
    compare(folder, files, mode)();
    expect(contentsOf(folder)).toEqual(files);
    expect(fs.statSync(path.join(folder, 'compose.yaml')).mtimeMs).toBe(time);
  });

  test('may be none at all, in a folder that does not exist', () => {
    const folder = folderWith({});
    compare(folder, {}, 'none')();
    expect(fs.existsSync(folder)).toBe(false);
  });
});

describe('a missing golden', () => {
  test('fails under --ci and is not written', () => {
    const folder = folderWith({ 'a.yaml': 'a\n' });
    expect(compare(folder, { 'a.yaml': 'a\n', 'b.yaml': 'b\n' }, 'none')).toThrow('b.yaml does not exist, and in CI it is not written.');
    expect(contentsOf(folder)).toEqual({ 'a.yaml': 'a\n' });
  });

  test.each(['new', 'all'] as const)('is written with %s, byte for byte', (mode) => {
    const folder = folderWith({});
    const content = '${VAR:?set VAR} `$$` \\ "ü" \r\n\n  ';
    compare(folder, { 'deep/er/a.txt': content }, mode)();
    expect(contentsOf(folder)).toEqual({ 'deep/er/a.txt': content });
  });
});

describe('a golden that differs', () => {
  const before = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n';
  const after = 'one\ntwo\nthree\nfour\n5\nsix\nseven\neight\nnine\nten\n';

  test.each(['new', 'none'] as const)('fails with %s, with what would have to change', (mode) => {
    const folder = folderWith({ 'a.yaml': before });
    const diff = ['a.yaml differs (- golden, + new):', '  ...', '  two', '  three', '  four', '- five', '+ 5', '  six', '  seven', '  eight', '  nine', '+ ten'];
    expect(compare(folder, { 'a.yaml': after }, mode)).toThrow(diff.join('\n'));
    expect(contentsOf(folder)).toEqual({ 'a.yaml': before });
  });

  test('is overwritten with all', () => {
    const folder = folderWith({ 'a.yaml': before });
    compare(folder, { 'a.yaml': after }, 'all')();
    expect(contentsOf(folder)).toEqual({ 'a.yaml': after });
  });

  test.each([
    ['a line break at the end', 'a\n', 'a', '- a\n+ a (no line break at the end)'],
    ['a blank at the end of a line', 'a\n', 'a \n', '- a\n+ a '],
    ['a carriage return', 'a\n', 'a\r\n', '- a\n+ a\\r'],
    ['an empty line', 'a\nb\n', 'a\n\nb\n', '  a\n+\n  b'],
    ['everything', '', 'a\n', '+ a'],
  ])('shows %s', (_what, golden, content, diff) => {
    expect(compare(folderWith({ file: golden }), { file: content }, 'none')).toThrow(`file differs (- golden, + new):\n${diff}`);
  });

  test('is compared in reasonable time, however long and different it is', () => {
    const long = (word: string): string => Array.from({ length: 5000 }, (_, at) => `${word} ${at}\n`).join('');
    expect(compare(folderWith({ file: long('old') }), { file: long('new') }, 'none')).toThrow('  ... 9980 more lines');
  });
});

describe('an orphan', () => {
  test.each(['new', 'none'] as const)('fails with %s, hidden or deep as it may be', (mode) => {
    const goldens = { 'a.yaml': 'a\n', '.hidden': '', 'files/old/nginx.conf': '' };
    const folder = folderWith(goldens);
    expect(compare(folder, { 'a.yaml': 'a\n' }, mode)).toThrow('.hidden is an orphan: nothing has produced it.\n\nfiles/old/nginx.conf is an orphan');
    expect(contentsOf(folder)).toEqual(goldens);
  });

  test('is removed with all, and so is the folder that it leaves empty', () => {
    const folder = folderWith({ 'files/kept/a': 'a\n', 'files/old/deep/nginx.conf': '' });
    compare(folder, { 'files/kept/a': 'a\n' }, 'all')();
    expect(fs.readdirSync(path.join(folder, 'files'))).toEqual(['kept']);
  });
});

test('one failure names every file that is not as it should be', () => {
  const folder = folderWith({ differs: 'old\n', orphan: '' });
  const problems = ['differs differs', 'missing does not exist', 'orphan is an orphan', 'jest -u accepts it'];
  for (const problem of problems) expect(compare(folder, { differs: 'new\n', missing: '' }, 'none')).toThrow(problem);
});

test.each(['../outside', '/etc/outside', '.'])('the file %j is refused: it is not in the folder', (file) => {
  expect(compare(folderWith({}), { [file]: 'x' }, 'all')).toThrow(`${JSON.stringify(file)} is not a path inside`);
});

describe('the mode', () => {
  const { CI } = process.env;
  afterEach(() => {
    if (CI === undefined) delete process.env.CI;
    else process.env.CI = CI;
  });

  test('is the one that this very run of jest has', () => {
    const { snapshotState } = expect.getState() as unknown as { snapshotState: { _updateSnapshot: GoldenMode } };
    expect(ALL_MODES).toContain(snapshotState._updateSnapshot);
    expect(goldenMode()).toBe(snapshotState._updateSnapshot);
  });

  test.each([[undefined, 'new'], ['', 'new'], ['false', 'new'], ['true', 'none'], ['1', 'none']])('without jest follows the variable CI=%s', (ci, mode) => {
    delete process.env.CI;
    if (ci !== undefined) process.env.CI = ci;
    const { snapshotState } = expect.getState();
    expect.setState({ snapshotState: undefined });
    const found = goldenMode();
    expect.setState({ snapshotState });
    expect(found).toBe(mode);
  });

  test('needs no jest', () => {
    const golden = path.resolve(__dirname, '../../lib/testing/golden.ts');
    const folder = folderWith({});
    const program = `require(${JSON.stringify(golden)}).expectGoldenFolder(${JSON.stringify(folder)}, new Map([['a', 'b']]))`;
    execFileSync(process.execPath, ['-r', 'tsx/cjs', '-e', program], { env: { ...process.env, CI: '' } });
    expect(contentsOf(folder)).toEqual({ a: 'b' });
  });
});
