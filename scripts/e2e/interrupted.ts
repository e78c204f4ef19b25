import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { removeLeftOvers, UP, type Up } from './left-overs';

/*
 * Programs are run to their end, one after the other, and while one runs no signal is heard. So a second process does the work,
 * and the first one waits, and passes on that it is to stop. When the second one has ended, or died, and all that it has started with
 * it, a third one removes what is left over. Neither of these is in the group of the first: who interrupts it again does not interrupt them.
 */

/** Says to the processes that do the work, and remove what is left of it, where the files of the run are. */
export const DIRECTORY = 'CDK8S_COMPOSE_E2E_DIRECTORY';

/** Says to the third process that it is that, and how the work has ended. */
const ENDED = 'CDK8S_COMPOSE_E2E_ENDED';

/** How long what the work has started may take until it has ended, in seconds, before it is killed. */
const PATIENCE = 20;

/** How long those may take that are killed. */
const DEATH = 5;

/** Gives `work` a directory that is gone afterwards with all that it {@link remember remembers}, whatever ends it. */
export function cleanedUp(script: string, work: (directory: string) => number): void {
  const { [DIRECTORY]: directory, [ENDED]: ended } = process.env;
  if (directory === undefined) watch(script);
  else if (ended === undefined) process.exitCode = work(directory);
  else process.exitCode = removeLeftOvers(directory, ended === 'interrupted');
}

function watch(script: string): void {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-e2e-'));
  // Containers read what is mounted from it as users of their own.
  fs.chmodSync(directory, 0o755);
  // In a group of its own: what it has started ends with it.
  const start = (more: NodeJS.ProcessEnv) => spawn(process.execPath, [...process.execArgv, script, ...process.argv.slice(2)], { stdio: 'inherit', detached: true, env: { ...process.env, [DIRECTORY]: directory, ...more } });
  const child = start({});
  let interrupted: NodeJS.Signals | undefined;
  let isEnded = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (interrupted) process.stderr.write('what was up is being removed, which takes a moment\n');
      interrupted ??= signal;
      if (!isEnded) tell(child.pid, 'SIGTERM');
    });
  }
  child.on('exit', (code, signal) => {
    isEnded = true;
    void allEnded(child.pid).then(() => {
      const ended = interrupted ?? signal;
      start({ [ENDED]: ended ? 'interrupted' : 'by itself' }).on('exit', (left) => {
        const by = interrupted ?? ended;
        if (by) process.stderr.write(`interrupted by ${by}: what was up is removed${left === 0 ? '' : ' but for that'}\n`);
        process.exitCode = by ? 128 + os.constants.signals[by] : code || (left ?? 1);
      });
    });
  });
}

/** Tells all of a group; whether there is anybody. */
function tell(group: number | undefined, signal: NodeJS.Signals | 0): boolean {
  try {
    return group !== undefined && process.kill(-group, signal);
  } catch {
    return false;
  }
}

/** Whether somebody of a group has not ended; who has stays among the processes where nobody asks how. */
function isThere(group: number | undefined): boolean {
  if (!tell(group, 0) || !fs.existsSync('/proc/self/stat')) return tell(group, 0);
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).some((process) => {
    try {
      const [state, , of] = fs.readFileSync(`/proc/${process}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return Number(of) === group && !/[ZX]/.test(state);
    } catch {
      return false;
    }
  });
}

/** Who has been told to stop may still have something made: what is removed before that comes back. */
async function allEnded(group: number | undefined): Promise<void> {
  const start = Date.now();
  const seconds = (): number => (Date.now() - start) / 1000;
  for (tell(group, 'SIGTERM'); isThere(group) && seconds() < PATIENCE + DEATH;) {
    if (seconds() > PATIENCE) tell(group, 'SIGKILL');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

/** Notes that something comes up, before it does. */
export function remember(directory: string, up: Up): void {
  fs.appendFileSync(path.join(directory, UP), `${JSON.stringify(up)}\n`);
}
