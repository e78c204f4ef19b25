import * as fs from 'node:fs';
import * as path from 'node:path';
import type { OutputDirectory } from '../emit/output-directory';
import { textFile, type OutputFile } from '../targets/output';

const NAME = '.gitignore';

const EXAMPLE = /(?:^|\/)\.env\.example$/;

const CONTENT = `# What the operator fills in beside the examples: secrets, which belong into no repository.
.env
.env.*
!.env*.example
*.env
secrets/
`;

/**
 * The outputs can be committed, and the operator's `.env` lies among them: a file that keeps it out of the repository.
 * One that someone else has written stays as it is.
 */
export function ignoreFile(files: readonly OutputFile[], directory: OutputDirectory, root: string): { readonly file?: OutputFile; readonly notice?: string } {
  if (!files.some((file) => EXAMPLE.test(file.path))) return {};
  const target = path.join(root, NAME);
  const found = fs.lstatSync(target, { throwIfNoEntry: false });
  if (!found || directory.isOwn(NAME)) return { file: textFile(NAME, CONTENT) };
  if (found.isFile() && fs.readFileSync(target, 'utf8') === CONTENT) return {};
  return { notice: `${target} is not of this library and stays as it is; see that it keeps .env out of the repository, which holds secrets` };
}
