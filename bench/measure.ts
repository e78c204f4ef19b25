import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Loaded, Program, Sample, Size, Task } from './sample';
import { Series } from './statistics';

const CHILD = join(__dirname, 'child.js');

/** The measured processes start from the same environment, whatever runs the benchmark. */
const ENVIRONMENT = { PATH: process.env.PATH };

/** Runs the programs in turn, each time in a process of its own that writes to a directory of its own. */
export function measurePrograms(size: Size, rounds: number): Record<Program, Series> {
  return inDirectory((directory) => {
    let runs = 0;
    return inTurn(['ours', 'hand-written'], rounds, (program) => measure({ program, ...size, outdir: join(directory, String(runs++)) }));
  });
}

export function measureLoading(rounds: number): Record<Loaded, Series> {
  return inTurn(['cdk8s', 'library', 'cdk8s-plus-28'], rounds, (load) => measure({ load }));
}

/** Judges the outputs of the systems of `apps/`, which are synthesized once before. */
export function measureVerify(rounds: number): Series {
  return inDirectory((directory) => {
    const root = join(__dirname, '../..');
    const { CDK8S_OUTDIR: _ours, ...environment } = process.env;
    execFileSync(process.execPath, ['-r', join(root, 'node_modules/tsx/dist/cjs/index.cjs'), join(root, 'apps/main.ts')], {
      cwd: directory,
      env: { ...environment, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return inTurn(['verify'], rounds, () => measure({ verify: join(directory, 'dist') })).verify;
  });
}

/** Runs a program once and lets someone look at its outputs. */
export function outputsOf<T>(program: Program, units: number, look: (outdir: string) => T): T {
  return inDirectory((outdir) => {
    measure({ program, stacks: 1, units, depth: 0, outdir });
    return look(outdir);
  });
}

/** The first round is not counted: it warms the file cache. */
function inTurn<Name extends string>(names: readonly Name[], rounds: number, sample: (name: Name) => Sample): Record<Name, Series> {
  const all = Array.from({ length: rounds + 1 }, () => new Map(names.map((name) => [name, sample(name)]))).slice(1);
  return Object.fromEntries(names.map((name) => [name, new Series(all.map((round) => round.get(name)!))])) as Record<Name, Series>;
}

function measure(task: Task): Sample {
  return JSON.parse(execFileSync(process.execPath, [CHILD, JSON.stringify(task)], { env: ENVIRONMENT, encoding: 'utf8' })) as Sample;
}

/** Removes the outputs at the very end: a file system puts removals off, and who writes next waits for them. */
function inDirectory<T>(use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-compose-bench-'));
  try {
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
