import * as fs from 'node:fs';
import * as path from 'node:path';
import { must } from '../command';
import type { StandInOptions } from '../stand-in-images';

const NAME = 'records.js';
const ROLLDOWN = path.join(path.dirname(require.resolve('rolldown/package.json')), 'bin/cli.mjs');
const FOLDER = path.join(__dirname, '../../stand-ins');

/** Stand-ins that keep records: others than those that only do what is stated of their images, and so with names of their own. */
export function keepingRecords(directory: string): Pick<StandInOptions, 'folder' | 'programs'> {
  return { folder: 'chaos', programs: recordsProgram(directory) };
}

/** What they keep them with, in one file with the clients of databases that it takes. */
export function recordsProgram(directory: string): ReadonlyMap<string, string> {
  const file = path.join(directory, NAME);
  must([process.execPath, ROLLDOWN, path.join(FOLDER, NAME), '--file', file, '--platform', 'node', '--format', 'cjs']);
  return new Map([[NAME, fs.readFileSync(file, 'utf8')]]);
}
