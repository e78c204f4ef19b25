import { spawnSync } from 'node:child_process';

/** How a program ended, with what it said. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly directory?: string;
  /** How long it may take. */
  readonly seconds?: number;
}

/** Nothing is waited for longer, in seconds. */
const LONGEST = 900;

/** How long an engine may take until it first answers, in seconds. */
export const ANSWER = 25;

/** The last line that says something. */
export function lastLine(text: string): string {
  return text.split('\n').map((line) => line.trim()).findLast(Boolean) ?? 'nothing is said';
}

/** Runs a program to its end; one that cannot be started has the status 127, one that does not end in time, usually 15 minutes, 124. */
export function run(words: readonly string[], { input, directory, seconds = LONGEST }: RunOptions = {}): Ended {
  const [program, ...rest] = words;
  const { status, stdout, stderr, error } = spawnSync(program, rest, { encoding: 'utf8', input, cwd: directory, maxBuffer: 2 ** 28, timeout: seconds * 1000, killSignal: 'SIGKILL' });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') return { status: 124, stdout, stderr: `${stderr}\n${words.join(' ')} has not ended in ${seconds} s`.trim() };
  return { status: error ? 127 : status ?? 1, stdout: stdout ?? '', stderr: error ? error.message : stderr };
}

/** As {@link run}, where anything but success is an error. */
export function must(words: readonly string[], options: RunOptions = {}): string {
  const { status, stdout, stderr } = run(words, options);
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}:\n${stderr.trim() || stdout.trim()}`);
  return stdout;
}
