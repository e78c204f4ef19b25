import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Target } from 'cdk8s-compose';
import { temporaryDirectory } from '../integration/running';

let root: string;
let said: jest.SpyInstance<boolean, Parameters<typeof process.stderr.write>>;

beforeEach(() => {
  root = temporaryDirectory();
  said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  said.mockRestore();
  fs.rmSync(root, { recursive: true });
});

function run({ App, Image, Stack, Workload }: typeof import('cdk8s-compose'), targets?: readonly Target[]): void {
  const app = new App({ outdir: path.join(root, 'dist'), ...(targets && { targets }) });
  new Workload(new Stack(app, 'shop'), 'api', { image: Image.fromReference('example/api:1.0.0') });
  app.synth();
}

/** As a run of its own would: within one program two apps share no directory. */
function synth(targets?: (library: typeof import('cdk8s-compose')) => readonly Target[]): void {
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const library = require('cdk8s-compose') as typeof import('cdk8s-compose');
    run(library, targets?.(library));
  });
}

const ignoreFile = (): string => path.join(root, 'dist/.gitignore');

test('an .env beside the outputs does not get into the repository, its examples do', () => {
  synth();
  for (const name of ['.env', '.env.s3', '.env.s3.example']) fs.writeFileSync(path.join(root, 'dist/compose/shop', name), '');
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  execFileSync('git', ['add', 'dist'], { cwd: root });
  const added = execFileSync('git', ['ls-files', 'dist/compose'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  expect(added).toEqual(['.env.example', '.env.s3.example', 'compose.yaml'].map((name) => `dist/compose/shop/${name}`));
});

test('a file of someone else stays as it is, and the terminal says so', () => {
  fs.mkdirSync(path.join(root, 'dist'));
  fs.writeFileSync(ignoreFile(), '*\n');
  synth();
  expect(fs.readFileSync(ignoreFile(), 'utf8')).toBe('*\n');
  expect(said.mock.calls.join('')).toContain('.gitignore is not of this library and stays as it is');
});

test('our own is kept up to date, and goes when there is nothing to keep out', () => {
  synth();
  fs.appendFileSync(ignoreFile(), 'more\n');
  synth();
  expect(fs.readFileSync(ignoreFile(), 'utf8')).not.toContain('more');
  expect(said).not.toHaveBeenCalled();
  synth(({ Kubernetes }) => [new Kubernetes()]);
  expect(fs.existsSync(ignoreFile())).toBe(false);
});
