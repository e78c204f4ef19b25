import * as fs from 'node:fs';
import * as path from 'node:path';
import { generatedDocuments } from './generated-documents';

/*
 * Writes the generated documents; with --check it only says which of them are not up to date.
 */

const root = path.resolve(__dirname, '..');
const stale = [...generatedDocuments()].filter(([file, text]) => !holds(path.join(root, file), text));
if (!process.argv.includes('--check')) {
  for (const [file, text] of stale) fs.writeFileSync(path.join(root, file), text);
  process.stdout.write(`${stale.length === 0 ? 'nothing to do' : stale.map(([file]) => `wrote ${file}`).join('\n')}\n`);
} else if (stale.length > 0) {
  process.stderr.write(`${stale.map(([file]) => file).join(', ')}: not up to date, run "npm run docs"\n`);
  process.exitCode = 1;
}

function holds(file: string, text: string): boolean {
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text;
}
