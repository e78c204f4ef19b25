import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from '../lib/cli/run';

const PAGE = path.resolve(__dirname, '../docs/verify.md');

/** A file that the page shows, with its name in its first line. */
const SHOWN_FILE = /^```yaml\n(# (\S+)\n.*?)^```$/gms;

/** Files that the page speaks of. */
const OTHER_FILES: Readonly<Record<string, string>> = { 'gunicorn.conf.py': 'workers = 4\n' };

/** A command that the page shows, and what it prints. */
const SHOWN_RUN = /^```sh\nnpx cdk8s-compose (.*?)\n```\n\n```text\n(.*?)^```$/ms;

/** `docs/verify.md`, with what the command prints today about the files that it shows. */
export function verifyPage(): string {
  const page = fs.readFileSync(PAGE, 'utf8');
  const around = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-'));
  const folder = path.join(around, 'shop');
  try {
    for (const [name, content] of [...page.matchAll(SHOWN_FILE)].map(([, text, file]) => [file, text] as const).concat(Object.entries(OTHER_FILES))) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), content);
    }
    return page.replace(SHOWN_RUN, (_, command: string) => {
      let printed = '';
      const print = (text: string): void => void (printed += text);
      run(command.split(' '), { directory: folder, environment: {}, isTerminal: false, print, printError: print });
      return `\`\`\`sh\nnpx cdk8s-compose ${command}\n\`\`\`\n\n\`\`\`text\n${printed}\`\`\``;
    });
  } finally {
    fs.rmSync(around, { recursive: true });
  }
}
