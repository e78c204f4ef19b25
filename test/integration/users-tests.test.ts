import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installPackage, ROOT, temporaryDirectory } from './running';
import { textOf } from '../sources';

jest.setTimeout(120_000);

/*
 * The README's test, in repositories of users: each runner, each kind of module, with the configuration that docs/testing.md prints and the package
 * as it is published.
 */

const [SNIPPET] = blocksOf('README.md', 'ts').filter((text) => text.includes("from 'cdk8s-compose/testing'"));
const [JEST_COMMONJS, JEST_ESM, VITEST] = blocksOf('docs/testing.md', 'js');

interface Repository {
  readonly type: 'commonjs' | 'module';
  readonly files: Readonly<Record<string, string>>;
  /** Package and file that is run, with its arguments; what updates goldens is `-u` everywhere. */
  readonly command: readonly [module: string, ...args: string[]];
  readonly environment?: Readonly<Record<string, string>>;
}

const VITEST_RUN = ['vitest/vitest.mjs', 'run', '--no-color'] as const;

const REPOSITORIES: Readonly<Record<string, Repository>> = {
  'Jest in a CommonJS repository': { type: 'commonjs', files: { 'jest.config.js': JEST_COMMONJS }, command: ['jest/bin/jest.js'] },
  'Jest in an ESM repository': { type: 'module', files: { 'jest.config.js': JEST_ESM }, command: ['jest/bin/jest.js'], environment: { NODE_OPTIONS: '--experimental-vm-modules' } },
  'Vitest in a CommonJS repository': { type: 'commonjs', files: { 'vitest.config.mjs': VITEST }, command: VITEST_RUN },
  'Vitest in an ESM repository': { type: 'module', files: { 'vitest.config.mjs': VITEST }, command: VITEST_RUN },
};

const NEEDED = ['cdk8s', 'constructs', 'jest', 'vitest', '@swc', 'js-yaml', '@cfworker'];

let around: string;

beforeAll(() => {
  around = temporaryDirectory();
  installPackage(around, NEEDED);
});

afterAll(() => fs.rmSync(around, { recursive: true }));

describe.each(Object.entries(REPOSITORIES))('%s', (_, { type, files, command: [module, ...args], environment }) => {
  let folder: string;

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(around, 'repository-'));
    const all = { 'package.json': JSON.stringify({ type }), 'desk.test.ts': SNIPPET, ...files };
    for (const [file, text] of Object.entries(all)) fs.writeFileSync(path.join(folder, file), text);
  });

  function run(more: readonly string[] = [], variables: Readonly<Record<string, string>> = {}): { readonly status: number | null; readonly output: string } {
    const { CI: _ci, JEST_WORKER_ID: _id, NODE_ENV: _env, ...inherited } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', module), ...args, ...more], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...inherited, ...environment, ...variables },
    });
    return { status, output: stdout + stderr };
  }

  test('runs the snippet as printed, and writes the goldens', () => {
    const { status, output } = run();
    expect(`${status} ${status === 0 ? '' : output}`).toBe('0 ');
    expect(output).toMatch(/3 passed/);
    expect(fs.existsSync(path.join(folder, 'expected/desk/compose/desk/compose.yaml'))).toBe(true);
  });

  test('shows what differs, and accepts it with -u', () => {
    const golden = path.join(folder, 'expected/desk/compose/desk/compose.yaml');
    fs.writeFileSync(golden, fs.readFileSync(golden, 'utf8').replace('desk-agent:1.4.2', 'desk-agent:1.4.1'));
    const { status, output } = run();
    expect(status).toBe(1);
    expect(output).toContain(`; ${module.startsWith('vitest') ? 'vitest' : 'jest'} -u accepts it`);
    expect(output).toMatch(/services\.agent of desk\/agent[^]*- .*image: example\/desk-agent:1\.4\.1[^]*\+ .*image: example\/desk-agent:1\.4\.2/);
    expect(run(['-u']).status).toBe(0);
    expect(run().status).toBe(0);
  });

  test('writes no golden in CI', () => {
    fs.rmSync(path.join(folder, 'expected'), { recursive: true });
    const { status, output } = run(module.startsWith('jest') ? ['--ci'] : [], { CI: 'true' });
    expect(status).toBe(1);
    expect(output).toContain('does not exist, and in CI it is not written.');
    expect(fs.existsSync(path.join(folder, 'expected'))).toBe(false);
  });
});

function blocksOf(document: string, language: string): string[] {
  return [...textOf(document).matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, found]) => found === language).map(([, , text]) => text);
}
