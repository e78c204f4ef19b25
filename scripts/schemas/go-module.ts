import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A version of a Go module, unpacked in the module cache: Go loads it once. */
export interface GoModule {
  read(file: string): string;
  /** All Go files of a folder that are no tests, one after the other. */
  readAll(folder: string): string;
}

/** `go mod download` wants to be in a module, whichever. */
const home = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  writeFileSync(join(folder, 'go.mod'), 'module schemas\n');
  return folder;
};

let anywhere: string | undefined;

function go(...args: readonly string[]): string {
  anywhere ??= home();
  return execFileSync('go', args, { cwd: anywhere, encoding: 'utf8', env: { ...process.env, GOFLAGS: '-mod=mod' }, maxBuffer: 2 ** 26 });
}

export function goModule(path: string, version: string): GoModule {
  const { Dir } = JSON.parse(go('mod', 'download', '-json', `${path}@${version}`)) as { readonly Dir: string };
  const read = (file: string): string => readFileSync(join(Dir, file), 'utf8');
  const sources = (folder: string): readonly string[] => readdirSync(join(Dir, folder)).filter((file) => /(?<!_test)\.go$/.test(file));
  return { read, readAll: (folder) => sources(folder).map((file) => read(`${folder}/${file}`)).join('\n') };
}
