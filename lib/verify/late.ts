import * as path from 'node:path';
import type * as Judges from './judges';

/**
 * The judges, which are half as large as all the rest: most programs have nothing to judge. What a bundler can follow it loads
 * with everything else, so the path is made here; `rolldown.config.mjs` has the file beside this one.
 */
export function judges(): typeof Judges {
  return require(path.join(__dirname, 'judges')) as typeof Judges;
}
