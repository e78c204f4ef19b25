import * as fs from 'node:fs';
import * as path from 'node:path';
import type { InitScripts } from 'cdk8s-compose';

/** The scripts in a directory by name, for the first start of a database server. None, if there is no such directory. */
export function initScripts(directory: string | undefined, server: 'mysql' | 'pgsql'): InitScripts {
  if (directory === undefined) return {};
  const folder = path.join(directory, server);
  const names = fs.readdirSync(folder).filter((name) => /\.(sql|sh)$/.test(name)).sort();
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
