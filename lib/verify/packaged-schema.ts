import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { packageFolder } from '../diagnostics/package-folder';

/** A file of the package's folder `schemas`, without its compression. */
export function packagedSchema(name: string): unknown {
  return JSON.parse(brotliDecompressSync(readFileSync(join(packageFolder(), 'schemas', `${name}.json.br`))).toString());
}
