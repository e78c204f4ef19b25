import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** Runs the work, and interrupts it as soon as it has something up, and again while that is removed. */
async function ended(seconds: string, ...signals: readonly NodeJS.Signals[]) {
  const mark = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'interrupted-')), 'mark');
  // As in a terminal, a group gets the signal.
  const child = spawn(process.execPath, ['-r', 'tsx/cjs', path.join(__dirname, 'interrupted-work.ts'), mark, seconds], { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let directory = '';
  let said = '';
  const told = [...signals];
  const tell = (): void => {
    const signal = told.shift();
    if (signal) process.kill(-child.pid!, signal);
  };
  child.stdout.on('data', (text: Buffer) => {
    directory = text.toString().trim();
    tell();
  });
  const made = setInterval(() => {
    if (!fs.existsSync(mark)) return;
    clearInterval(made);
    // By now it is being removed.
    setTimeout(tell, 700);
  }, 50);
  child.stderr.on('data', (text: Buffer) => { said += text.toString(); });
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { status, said, directory, isGone: !fs.existsSync(directory), happened: fs.readFileSync(mark, 'utf8') };
}

/** For the processes, each of which loads what it runs. */
jest.setTimeout(60_000);

test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('what is up is removed on %s, though a program is waited for, once nobody makes more of it', async (signal, expected) => {
  const { directory, ...rest } = await ended('60', signal);
  expect(rest).toEqual({ status: expected, said: `interrupted by ${signal}: what was up is removed\n`, isGone: true, happened: `made\ndown in ${directory}\n` });
});

test('who interrupts it again does not interrupt the removal', async () => {
  const { status, said, directory, isGone, happened } = await ended('60', 'SIGINT', 'SIGINT');
  expect({ status, isGone, happened }).toEqual({ status: 130, isGone: true, happened: `made\ndown in ${directory}\n` });
  expect(said).toBe('what was up is being removed, which takes a moment\ninterrupted by SIGINT: what was up is removed\n');
});

test('work that is done keeps its status, and leaves nothing', async () => {
  expect(await ended('0')).toMatchObject({ status: 3, isGone: true });
});
