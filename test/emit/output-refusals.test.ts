import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ioError, OutputError } from '../../lib/emit/output-error';
import { folder, put, read, root, tree, write } from './output-folder';

describe('refusing', () => {
  test.each(['', '.', '..', '/a', '../a', 'a/../b', 'a/../../b', './a', 'a//b', 'a/', 'a\\b', 'C:/a', 'C:\\a', 'a\0b', 'a\nb', 'outputs.json', 'Outputs.json'])(
    'the path %j, before anything is written',
    (path) => {
      expect(() => write({ fine: '1', [path]: '2' })).toThrow(TypeError);
      expect(() => write({ fine: '1', [path]: '2' })).toThrow(`${JSON.stringify(path)} is no path for an output`);
      expect(existsSync(root)).toBe(false);
    },
  );

  test.each(['.env.example', 'a/..b/...', 'a b/c', 'a/outputs.json'])('but not the path %j', (path) => {
    expect(write({ [path]: '1' }).written).toEqual([path]);
  });

  function refused(files: Record<string, string>): string {
    const state = (): unknown => tree().map((path) => [path, lstatSync(join(root, path)).isFile() && read(path)]);
    const before = state();
    let message = 'it was not refused';
    try {
      write(files);
    } catch (error) {
      expect(error).toBeInstanceOf(OutputError);
      message = (error as Error).message;
    }
    expect(state()).toEqual(before);
    return message;
  }

  test('a file that it has not written', () => {
    write({ 'compose/shop/compose.yaml': '1' });
    put('compose/old/compose.yaml', 'by hand');
    expect(refused({ 'compose/shop/compose.yaml': '2', 'compose/old/compose.yaml': '2' })).toBe(
      `cannot write ${join(root, 'compose/old/compose.yaml')}: no synthesis has written it, outputs.json does not know it. Move it away, or delete it if it is an output of an earlier run. Nothing was changed.`,
    );
    put('compose/old/compose.yaml', '2');
    expect(write({ 'compose/shop/compose.yaml': '2', 'compose/old/compose.yaml': '2' })).toEqual({
      written: ['compose/shop/compose.yaml'],
      unchanged: ['compose/old/compose.yaml'],
      removed: [],
    });
    expect(write({ 'compose/old/compose.yaml': '3' }).written).toEqual(['compose/old/compose.yaml']);
  });

  test('links, to files and folders, inside and outside, good and broken, but the root', () => {
    mkdirSync(join(folder, 'elsewhere/kubernetes'), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), root);
    write({ a: '1', 'b/c': '1' });
    symlinkSync(join(root, 'a'), join(root, 'to-file'));
    symlinkSync('b', join(root, 'to-folder'));
    symlinkSync(folder, join(root, 'outside'));
    symlinkSync(join(folder, 'missing'), join(root, 'nowhere'));
    const message = refused({ a: '2', 'to-file': '2', 'to-folder/c': '2', 'outside/x': '2', 'outside/y': '2', 'nowhere/x': '2' });
    expect(message).toContain('cannot write 4 outputs. ');
    for (const name of ['to-file', 'to-folder', 'outside', 'nowhere']) expect(message).toContain(`  ${join(root, name)}: it is a link, and what it leads to is not ours\n`);
    expect(existsSync(join(folder, 'missing'))).toBe(false);
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  test('a link in the place of what it has written', () => {
    write({ a: '1' });
    rmSync(join(root, 'a'));
    put('mine', 'm');
    symlinkSync('mine', join(root, 'a'));
    expect(refused({ a: '2' })).toContain('it is a link');
    expect(read('mine')).toBe('m');
  });

  test('folders where files belong, and the other way round', () => {
    write({ 'a/x': '1' });
    put('c/mine', '1');
    put('f', '1');
    expect(refused({ 'a/x': '2', c: '2', 'f/below': '2' })).toMatch(/cannot write 2 outputs.*\n.*c: a folder stands there, where a file belongs\n.*f: a file stands there, where a folder belongs\n$/);
    write({ 'a/x': '1', 'd/own': '1' });
    put('d/mine', '1');
    expect(refused({ 'a/x': '1', d: '2' })).toContain('a folder stands there');
  });

  test.each([['not JSON', '["a",'], ['no list', '{"a": 1}'], ['no strings', '["a", 1]'], ...['../victim', 'a/../../victim', '/etc/hostname', './a', 'a//b', '..', 'outputs.json'].map((path) => [`tampered with (${path})`, JSON.stringify(['a', path])])])(
    'a list that is %s: it is none of ours',
    (_, list) => {
      write({ a: '1', b: '2' });
      writeFileSync(join(folder, 'victim'), 'v');
      put('outputs.json', list);
      expect(refused({ a: '1' })).toContain(`${join(root, 'outputs.json')}: it is no list of outputs that a synthesis has written`);
      expect(read('outputs.json')).toBe(list);
      expect(existsSync(join(folder, 'victim'))).toBe(true);
    },
  );

  test('a path that is a file and also a folder', () => {
    expect(() => write({ 'a/b': '1', 'a/b/c': '2' })).toThrow(new TypeError('"a/b" cannot be a file and also the folder of "a/b/c"'));
  });
});

test.each([
  ['ENOSPC', 'no space is left on the device; make room (ENOSPC)'],
  ['EROFS', 'the file system is read-only; choose another output directory (EROFS)'],
  ['EIO', 'i/o error, write'],
])('what a file system refuses is a sentence: %s', (code, reason) => {
  const cause = Object.assign(new Error('i/o error, write'), { code });
  expect(ioError('write', 'dist/a', cause, 'Nothing was changed.').message).toBe(`cannot write dist/a: ${reason}. Nothing was changed.`);
});
