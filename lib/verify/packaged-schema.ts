import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** A file of the package's folder `schemas`, without its compression. */
export function packagedSchema(name: string): unknown {
  return JSON.parse(brotliDecompressSync(readFileSync(join(packageFolder(__dirname), 'schemas', `${name}.json.br`))).toString());
}

/** Sources lie in another depth than what is built of them. */
function packageFolder(below: string): string {
  return existsSync(join(below, 'package.json')) ? below : packageFolder(dirname(below));
}
