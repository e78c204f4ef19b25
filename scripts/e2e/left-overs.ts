import * as fs from 'node:fs';
import * as path from 'node:path';
import { lastLine, run } from './command';
import { labelled, removeLabelled } from './engine-left-overs';

/** In the directory of a run: what is up, a line each. */
export const UP = 'up.jsonl';

/** What comes up: either what removes it, or the label that the engine has of all of it. */
export type Up = { readonly down: readonly string[]; readonly directory: string } | { readonly label: string };

/** What something else still has is removed when that is gone: as often it is tried. */
const TRIES = 5;
/** For how long nothing more has to come where the work was interrupted, in seconds: what was asked of the engine goes on there. */
const QUIET = 3;
/** How long a removal may take, in seconds. */
const LONGEST = 240;

/** Removes what is up, what came up last first, and the directory, and says what is left; the exit status: 0 if nothing is, else 1. */
export function removeLeftOvers(directory: string, isInterrupted: boolean): number {
  const left = removeAll(upIn(directory), isInterrupted);
  for (const sentence of left) process.stderr.write(`left: ${sentence}\n`);
  try {
    fs.rmSync(directory, { recursive: true, force: true });
  } catch (error) {
    left.push((error as Error).message);
    process.stderr.write(`left: ${directory}: ${(error as Error).message}\n`);
  }
  return Math.min(left.length, 1);
}

function upIn(directory: string): readonly Up[] {
  const file = path.join(directory, UP);
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return [...new Set(lines)].reverse().map((line) => JSON.parse(line) as Up);
}

function removeAll(all: readonly Up[], isInterrupted: boolean): string[] {
  const rounds = isInterrupted && all.some((up) => 'label' in up) ? QUIET : 1;
  let failed = new Map<Up, string>();
  let open = all;
  for (let tries = 0, quiet = 0; tries < TRIES + QUIET && quiet < rounds; tries += 1) {
    if (tries > 0) run(['sleep', '1']);
    failed = new Map();
    let isQuiet = true;
    for (const up of open) {
      const { found, problem } = removed(up);
      if (found) isQuiet = false;
      if (problem !== undefined) failed.set(up, problem);
    }
    open = open.filter((up) => 'label' in up || failed.has(up));
    quiet = isQuiet && failed.size === 0 ? quiet + 1 : 0;
  }
  return [...failed.values()];
}

/** Whether there was something, and why it is there still. */
function removed(up: Up): { readonly found: boolean; readonly problem?: string } {
  if ('label' in up) {
    const found = labelled(up.label);
    const problems = removeLabelled(up.label, found);
    return { found: found.length > 0, ...(problems.length > 0 && { problem: problems.join('; ') }) };
  }
  const { status, stderr } = run(up.down, { directory: fs.existsSync(up.directory) ? up.directory : undefined, seconds: LONGEST });
  const isGone = status === 0 || /no such|not ?found|does ?n[o']t exist/i.test(stderr);
  return { found: false, ...(!isGone && { problem: `${up.down.join(' ')} ended with ${status}: ${lastLine(stderr)}` }) };
}
