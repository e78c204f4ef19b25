import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { NAME } from './name';

/** Never a directory that somebody else has made. */
function end(): void {
  const directory = os.tmpdir();
  if (path.basename(directory).startsWith(NAME)) fs.rmSync(directory, { recursive: true, force: true });
}

export = end;
