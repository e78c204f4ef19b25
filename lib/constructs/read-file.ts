import { isUtf8 } from 'node:buffer';
import * as fs from 'node:fs';
import type { IConstruct } from 'constructs';
import { recordFault } from '../model/fault';
import { isExecutable } from '../model/file-mode';
import { captureTrace, type OnStack } from '../model/trace';
import { ContentEncoding } from './content-encoding';
import type { ConfigFileProps } from './storage';

/** What a file of the user's says; undefined, and reported, if it cannot be read or is no text. */
export function readText(construct: IConstruct, file: string, below: OnStack): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(file));
  } catch (error) {
    reportFile(construct, file, problemOf(error), below);
    return undefined;
  }
}

/** What a file of the user's holds, in base64 if it is no text, and whether it can be executed; undefined, and reported, if it cannot be read. */
export function readContent(construct: IConstruct, file: string, below: OnStack): Pick<ConfigFileProps, 'content' | 'encoding' | 'mode'> | undefined {
  try {
    const bytes = fs.readFileSync(file);
    const mode = isExecutable(fs.statSync(file).mode) ? { mode: 0o755 } : {};
    return isUtf8(bytes) ? { content: bytes.toString('utf8'), ...mode } : { content: bytes.toString('base64'), encoding: ContentEncoding.BASE64, ...mode };
  } catch (error) {
    reportFile(construct, file, problemOf(error), below);
    return undefined;
  }
}

/** Every file below a directory, by its path from there; what is no file is reported. */
export function filesBelow(construct: IConstruct, directory: string, below: OnStack): string[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
      const file = `${directory}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(construct, file, below).map((inner) => `${entry.name}/${inner}`);
      if (entry.isFile()) return [entry.name];
      reportFile(construct, file, 'it is no file: a link may lead out of what is reviewed', below);
      return [];
    });
  } catch (error) {
    reportFile(construct, directory, problemOf(error), below);
    return [];
  }
}

/** Says what is wrong with a file that is read at synthesis. */
export function reportFile(construct: IConstruct, file: string, rule: string, below: OnStack): void {
  recordFault(construct, { kind: 'file', path: construct.node.path, value: file, rule, trace: captureTrace(below) });
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is none', EACCES: 'it may not be read', EISDIR: 'it is a directory', ENOTDIR: 'it is no directory', ERR_ENCODING_INVALID_ENCODED_DATA: 'it is no text in UTF-8',
};

function problemOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return PROBLEMS[code] ?? message;
}
