import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

/** A new directory, away from the repository; its real path, as a program in it sees it. */
export function temporaryDirectory(): string {
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-')));
}

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** @default - the repository */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a fixture as the `app:` line of `cdk8s.yaml` does: `node -r tsx/cjs fixture.ts ...`. */
export function runFixture(fixture: string, args: readonly string[], { cwd = ROOT, env = {} }: RunOptions = {}): Run {
  const file = path.join(__dirname, 'fixtures', fixture);
  const { CDK8S_OUTDIR: _ours, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', require.resolve('tsx/cjs'), file, ...args], {
    cwd,
    env: { ...inherited, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json'), ...env },
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

/** Every file below a directory: its content, by its path. */
export function contentsOf(directory: string): Record<string, string> {
  const files = fs.readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((file) => [path.relative(directory, file), fs.readFileSync(file, 'utf8')]));
}

/** When each file below a directory was written. */
export function timesOf(directory: string): Record<string, number> {
  return Object.fromEntries(Object.keys(contentsOf(directory)).map((file) => [file, fs.statSync(path.join(directory, file)).mtimeMs]));
}

/** Installs the package as it is published, bundled, in a directory, beside packages that this repository has. */
export function installPackage(directory: string, beside: readonly string[]): void {
  const modules = path.join(directory, 'node_modules');
  const own = path.join(modules, 'cdk8s-compose');
  fs.mkdirSync(own, { recursive: true });
  for (const name of beside) fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name), 'junction');
  fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(own, 'package.json'));
  fs.symlinkSync(path.join(ROOT, 'schemas'), path.join(own, 'schemas'), 'junction');
  const rolldown = path.join(path.dirname(require.resolve('rolldown/package.json')), 'bin/cli.mjs');
  execFileSync(process.execPath, [rolldown, '--config', 'rolldown.config.mjs', '--dir', path.join(own, 'build/lib')], { cwd: ROOT, stdio: 'pipe' });
}
