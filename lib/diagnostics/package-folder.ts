import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

let found: string | undefined;

/** Where the package is: its sources lie in another depth than what is built of them. */
export function packageFolder(): string {
  return (found ??= above(__dirname));
}

function above(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : above(dirname(folder));
}
