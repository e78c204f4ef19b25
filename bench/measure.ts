import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Loaded, Program, Sample, Size, Task } from './sample';
import { Series } from './statistics';

const CHILD = join(__dirname, 'child.js');

/** The measured processes start from the same environment, whatever runs the benchmark. */
const ENVIRONMENT = { PATH: process.env.PATH };

/** Runs the programs in turn, each time in a process of its own that writes to a new directory. */
export function measurePrograms(size: Size, rounds: number): Record<Program, Series> {
  return inTurn(['ours', 'hand-written'], rounds, (program) => {
    const directory = newDirectory();
    const sample = measure({ program, ...size, outdir: join(directory, 'dist') });
    if (inMemory) rmSync(directory, { recursive: true });
    return sample;
  });
}

export function measureLoading(rounds: number): Record<Loaded, Series> {
  return inTurn(['cdk8s', 'library', 'cdk8s-plus-28'], rounds, (load) => measure({ load }));
}

/** Judges the outputs of the systems of `apps/`, which are synthesized once before. */
export function measureVerify(rounds: number): Series {
  const directory = newDirectory();
  const root = join(__dirname, '../..');
  const { CDK8S_OUTDIR: _ours, ...environment } = process.env;
  execFileSync(process.execPath, ['-r', join(root, 'node_modules/tsx/dist/cjs/index.cjs'), join(root, 'apps/main.ts')], {
    cwd: directory,
    env: { ...environment, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return inTurn(['verify'], rounds, () => measure({ verify: join(directory, 'dist') })).verify;
}

/** Runs a program once, and gives where its outputs are. */
export function outputsOf(program: Program, units: number): string {
  const outdir = newDirectory();
  measure({ program, stacks: 1, units, depth: 0, outdir });
  return outdir;
}

/** The first round is not counted: it warms the file cache. */
function inTurn<Name extends string>(names: readonly Name[], rounds: number, sample: (name: Name) => Sample): Record<Name, Series> {
  const all = Array.from({ length: rounds + 1 }, () => new Map(names.map((name) => [name, sample(name)]))).slice(1);
  return Object.fromEntries(names.map((name) => [name, new Series(all.map((round) => round.get(name)!))])) as Record<Name, Series>;
}

function measure(task: Task): Sample {
  return JSON.parse(execFileSync(process.execPath, [CHILD, JSON.stringify(task)], { env: ENVIRONMENT, encoding: 'utf8' })) as Sample;
}

/** Where nothing of a disk is measured. */
const MEMORY = '/dev/shm';

/** More than the outputs of one run, in bytes. */
const ROOM = 256 * 1024 * 1024;

/** Whether outputs are written to memory: where there is room in it, unless somebody has named another place. */
export const inMemory = process.env.TMPDIR === undefined && existsSync(MEMORY) && roomIn(MEMORY) >= ROOM;

function roomIn(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/**
 * Of all outputs. A disk keeps them to the very end: file systems remember for minutes what was removed (ext4 looks at each such
 * inode before it gives out another), and who writes next would pay for it.
 */
const outputs = mkdtempSync(join(inMemory ? MEMORY : tmpdir(), 'cdk8s-compose-bench-'));
process.on('exit', () => rmSync(outputs, { recursive: true }));
// Whoever is interrupted leaves nothing either, least of all in memory.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

function newDirectory(): string {
  return mkdtempSync(join(outputs, 'run-'));
}
