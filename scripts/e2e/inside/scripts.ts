import * as fs from 'node:fs';
import * as path from 'node:path';

/** A script of this folder, which may call `process_of` and `cgroup_of`. */
export function insideScript(name: string): string {
  return ['process-of.sh', 'cgroup-of.sh', name].map((file) => fs.readFileSync(path.join(__dirname, file), 'utf8')).join('\n');
}
