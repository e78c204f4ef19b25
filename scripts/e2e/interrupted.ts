import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from './command';

/*
 * Programs are run to their end, one after the other, and while one runs no signal is heard. So a second process does the work,
 * and the first one waits, passes on that it is to stop, and removes what is left over then, or when the second one dies.
 */

/** Says to the second process that it is that, and where its files are. */
const DIRECTORY = 'CDK8S_COMPOSE_E2E_DIRECTORY';
/** In that directory: what is up, a line each. */
const UP = 'up.jsonl';

interface Up {
  /** Removes it. */
  readonly down: readonly string[];
  readonly directory: string;
}

/** Gives `work` a directory that is gone afterwards with all that it {@link remember remembers}, whatever ends it. */
export function cleanedUp(script: string, work: (directory: string) => number): void {
  const directory = process.env[DIRECTORY];
  if (directory !== undefined) process.exitCode = work(directory);
  else watch(script);
}

function watch(script: string): void {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-e2e-'));
  // Containers read what is mounted from it as users of their own.
  fs.chmodSync(directory, 0o755);
  // In a group of its own: what it has started ends with it.
  const child = spawn(process.execPath, [...process.execArgv, script, ...process.argv.slice(2)], { stdio: 'inherit', detached: true, env: { ...process.env, [DIRECTORY]: directory } });
  let interrupted: NodeJS.Signals | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = signal;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    });
  }
  child.on('exit', (code, signal) => {
    removeLeftOvers(directory);
    const ended = interrupted ?? signal;
    if (ended) process.stderr.write(`interrupted by ${ended}: what was up is removed\n`);
    process.exitCode = ended ? 128 + os.constants.signals[ended] : code ?? 1;
  });
}

/** Notes that something comes up, before it does. */
export function remember(directory: string, up: Up): void {
  fs.appendFileSync(path.join(directory, UP), `${JSON.stringify(up)}\n`);
}

/** Notes that everything is down. */
export function forget(directory: string): void {
  fs.rmSync(path.join(directory, UP), { force: true });
}

function removeLeftOvers(directory: string): void {
  const file = path.join(directory, UP);
  const up = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Up) : [];
  for (const { down, directory: at } of up.reverse()) run(down, { directory: at });
  fs.rmSync(directory, { recursive: true, force: true });
}
