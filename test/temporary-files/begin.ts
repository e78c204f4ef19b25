import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { NAME } from './name';

/** Whatever a test, or a process of its own, makes in the directory for temporary files is gone with the run. */
function begin(): void {
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), NAME)));
  // Some tests go on as another user, who has to get through.
  fs.chmodSync(directory, 0o755);
  process.env.TMPDIR = directory;
}

export = begin;
