import * as fs from 'node:fs';
import * as path from 'node:path';

/** `file:line` of the line that ends in the comment `// marker`, as a finding names it: relative to the working directory. */
export function lineOf(file: string, marker: string, cwd = process.cwd()): string {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.endsWith(`// ${marker}`));
  if (at < 0) throw new Error(`no line of ${file} is marked with "// ${marker}"`);
  const relative = path.relative(cwd, file);
  return `${relative.startsWith('..') ? file : relative}:${at + 1}`;
}
