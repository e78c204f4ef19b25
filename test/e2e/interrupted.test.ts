import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** Runs the work, and interrupts it as soon as it has something up. */
async function ended(seconds: string, signal?: NodeJS.Signals) {
  const mark = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'interrupted-')), 'mark');
  const child = spawn(process.execPath, ['-r', 'tsx/cjs', path.join(__dirname, 'interrupted-work.ts'), mark, seconds], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let directory = '';
  child.stdout.on('data', (said: Buffer) => {
    directory = said.toString().trim();
    if (signal) child.kill(signal);
  });
  const status = await new Promise((resolve) => child.on('exit', resolve));
  return { status, directory, isGone: !fs.existsSync(directory), down: fs.readFileSync(mark, 'utf8') };
}

test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('what is up is removed on %s, though a program is waited for', async (signal, expected) => {
  const start = Date.now();
  const { status, directory, isGone, down } = await ended('60', signal);
  expect({ status, isGone, down }).toEqual({ status: expected, isGone: true, down: `down in ${directory}\n` });
  expect(Date.now() - start).toBeLessThan(30_000);
});

test('work that is done keeps its status, and leaves nothing', async () => {
  expect(await ended('0')).toMatchObject({ status: 3, isGone: true });
});
