import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from '../../lib/cli/run';

/** What somebody sees who starts the command. */
export interface Invocation {
  readonly exit: number;
  readonly out: string;
  readonly error: string;
}

/** Starts the command in a folder, without a process of its own. */
export function invoke(directory: string, args: readonly string[], around: { readonly isTerminal?: boolean; readonly environment?: Record<string, string> } = {}): Invocation {
  const printed = { out: '', error: '' };
  const exit = run(args, {
    directory,
    environment: around.environment ?? {},
    isTerminal: around.isTerminal ?? false,
    print: (text) => void (printed.out += text),
    printError: (text) => void (printed.error += text),
  });
  return { exit, ...printed };
}

/** A folder with these files, that is removed after the tests of the file. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-')));
  made.push(folder);
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content);
  }
  return folder;
}

const made: string[] = [];

afterAll(() => {
  for (const folder of made) fs.rmSync(folder, { recursive: true });
});
