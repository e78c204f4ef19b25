import { spawnSync } from 'node:child_process';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, put, read, root, tree, write } from './output-folder';

describe('after a kill', () => {
  /** Stops a run, as a kill does, when it renames for the nth time; gives what it would have written. */
  function killedAt(rename: number, files: Record<string, string>): void {
    const script = `
      const fs = require('node:fs');
      const { renameSync } = fs;
      let count = 0;
      fs.renameSync = (...paths) => (++count === ${rename} ? process.kill(process.pid, 'SIGKILL') : renameSync(...paths));
      require('node:module').syncBuiltinESMExports();
      const { OutputDirectory } = require(${JSON.stringify(join(__dirname, '../../lib/emit/output-directory.ts'))});
      new OutputDirectory(${JSON.stringify(root)}).write(new Map(Object.entries(${JSON.stringify(files)})));
    `;
    const { signal, stderr } = spawnSync(process.execPath, ['-r', require.resolve('tsx/cjs'), '-e', script], { encoding: 'utf8' });
    expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
  }

  const before = { 'a/x': '1', 'a/y': '1', 'gone/z': '1' };
  const after = { 'a/x': '2', 'a/y': '2', 'new/deep/z': '2' };
  const contents = (): Record<string, string> => Object.fromEntries(tree().map((path) => [path, read(path)]));

  test('before the first file is in its place: the old outputs, and the next run clears what is left', () => {
    write(before);
    killedAt(1, after);
    const strays = tree().filter((path) => path.includes('.cdk8s-compose-'));
    expect(strays.length).toBeGreaterThan(3);
    expect(Object.fromEntries(Object.entries(contents()).filter(([path]) => !strays.includes(path)))).toEqual(before);
    write(before);
    expect(contents()).toEqual(before);
  });

  test.each([2, 3, 4, 5])('at the rename %d: the next run finishes it first, whatever it writes itself', (rename) => {
    write(before);
    killedAt(rename, after);
    const report = write(after);
    expect(report).toEqual({ written: [], unchanged: Object.keys(after), removed: [] });
    expect(contents()).toEqual(after);
    expect(readdirSync(root).sort()).toEqual(['a', 'new', 'outputs.json']);
    killedAt(rename > 4 ? 4 : rename, before);
    expect(write({ 'a/x': '3' }).removed).toEqual(expect.arrayContaining(['a/y']));
    expect(contents()).toEqual({ 'a/x': '3' });
  });

  test('what another process is writing is left alone, and what is too old to be at work is not', () => {
    write(before);
    put(`a/.cdk8s-compose-${process.ppid}-0.tmp`, 'half');
    put(`a/.cdk8s-compose-${process.ppid}-1.tmp`, 'half');
    const old = new Date(Date.now() - 11 * 60 * 1000);
    utimesSync(join(root, `a/.cdk8s-compose-${process.ppid}-1.tmp`), old, old);
    put('a/.cdk8s-compose-me.tmp', 'of somebody');
    write(before);
    expect(readdirSync(join(root, 'a')).sort()).toEqual([`.cdk8s-compose-${process.ppid}-0.tmp`, '.cdk8s-compose-me.tmp', 'x', 'y']);
  });

  test.each(['', '{', '[]', '{"removals":["../victim"],"moves":[]}', '{"removals":[],"moves":[{"temporary":"a/x","target":"b"}]}', '{"removals":[],"moves":[{"temporary":".cdk8s-compose-1-0.tmp","target":"../b"}]}'])(
    'a note that it has not written is not followed: %s',
    (note) => {
      write(before);
      writeFileSync(join(folder, 'victim'), 'v');
      put('.cdk8s-compose-commit.json', note);
      expect(write(before).unchanged).toHaveLength(3);
      expect(contents()).toEqual(before);
      expect(readdirSync(folder).sort()).toEqual(['dist', 'victim']);
    },
  );
});
