import * as path from 'node:path';
import type { Trace } from '../model/trace';
import { packageFolder } from './package-folder';

/** Frames of this library and of the construct tree are not the user's. A loader that reads source maps names the sources of what is built, which are not in the package. */
const LIBRARY = ['lib', 'build'];
const FOREIGN = /[\\/]node_modules[\\/](?:constructs|cdk8s|cdk8s-plus-\d+)[\\/]|^node:|\(node:/;
const LOCATION = /\(?((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/;

/** `file:line:column` of the user's code in a trace, relative to the working directory. */
export function sourceLine(trace: Trace | undefined): string | undefined {
  const library = LIBRARY.map((folder) => path.join(packageFolder(), folder) + path.sep);
  for (const frame of trace?.stack?.split('\n').slice(1) ?? []) {
    const match = LOCATION.exec(frame.trim());
    if (!match || FOREIGN.test(frame)) continue;
    const file = match[1].replace(/^file:\/\//, '');
    if (library.some((folder) => file.startsWith(folder))) continue;
    const relative = path.relative(process.cwd(), file);
    return `${relative.startsWith('..') ? file : relative}:${match[2]}:${match[3]}`;
  }
  return undefined;
}
