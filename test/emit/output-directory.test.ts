import {
  chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { OutputDirectory } from '../../lib/emit/output-directory';
import { folder, put, read, root, tree, write } from './output-folder';

describe('writing', () => {
  test('makes the folders, and reports and lists what it wrote in sorted order', () => {
    const report = write({ 'kubernetes/shop.k8s.yaml': 'k', 'compose/shop/compose.yaml': 'c', 'a.txt': 'é' });
    expect(report).toEqual({ written: ['a.txt', 'compose/shop/compose.yaml', 'kubernetes/shop.k8s.yaml'], unchanged: [], removed: [] });
    expect(tree()).toEqual(report.written);
    expect(read('a.txt')).toBe('é');
    expect(read('outputs.json')).toBe('[\n  "a.txt",\n  "compose/shop/compose.yaml",\n  "kubernetes/shop.k8s.yaml"\n]\n');
  });

  test('the list does not depend on the order of the files', () => {
    write({ b: '', a: '', 'a-b/c': '' });
    const first = read('outputs.json');
    write({ 'a-b/c': '', a: '', b: '' });
    expect(read('outputs.json')).toBe(first);
  });

  test('files are readable by all, whatever the umask', () => {
    const umask = process.umask(0o077);
    try {
      write({ 'a/b': '' });
    } finally {
      process.umask(umask);
    }
    expect(statSync(join(root, 'a/b')).mode & 0o777).toBe(0o644);
    expect(statSync(join(root, 'outputs.json')).mode & 0o777).toBe(0o644);
  });

  test('a file with the right content is not touched, one with other content is', () => {
    write({ same: '1', other: '1' });
    const past = new Date('2020-01-01T00:00:00Z');
    for (const path of ['same', 'other', 'outputs.json']) utimesSync(join(root, path), past, past);
    expect(write({ same: '1', other: '2' })).toEqual({ written: ['other'], unchanged: ['same'], removed: [] });
    expect(statSync(join(root, 'same')).mtime).toEqual(past);
    expect(statSync(join(root, 'outputs.json')).mtime).toEqual(past);
    expect(statSync(join(root, 'other')).mtime).not.toEqual(past);
    expect(read('other')).toBe('2');
  });

  test('a file of many pieces holds them one after the other, and is compared as a whole', () => {
    const pieces = Array.from({ length: 3000 }, (_, at) => `${at} é ${'-'.repeat(at % 97)}\n`);
    expect(pieces.join('').length).toBeGreaterThan(2 * 64 * 1024);
    write({ large: pieces, none: [] });
    expect(read('large')).toBe(pieces.join(''));
    expect(read('none')).toBe('');
    expect(write({ large: [pieces.join('')], none: '' }).unchanged).toEqual(['large', 'none']);
    expect(write({ large: pieces.slice(1), none: [] })).toEqual({ written: ['large'], unchanged: ['none'], removed: [] });
    expect(read('large')).toBe(pieces.slice(1).join(''));
  });

  test('a file may be bytes, and one that can be executed is so for all, whatever the umask', () => {
    const umask = process.umask(0o077);
    try {
      write({ 'a/run.sh': { data: ['#!/bin/sh\n'], isExecutable: true }, 'a/logo': { data: Uint8Array.from([0xff, 0x00]) } });
    } finally {
      process.umask(umask);
    }
    expect([statSync(join(root, 'a/run.sh')).mode & 0o777, statSync(join(root, 'a/logo')).mode & 0o777]).toEqual([0o755, 0o644]);
    expect([...readFileSync(join(root, 'a/logo'))]).toEqual([0xff, 0x00]);
  });

  test('a file whose mode has changed is written anew, in both directions; one of somebody else is left alone', () => {
    const script = { data: ['#!/bin/sh\n'], isExecutable: true };
    write({ 'run.sh': '#!/bin/sh\n' });
    expect(write({ 'run.sh': script }).written).toEqual(['run.sh']);
    expect(write({ 'run.sh': script }).unchanged).toEqual(['run.sh']);
    expect(write({ 'run.sh': '#!/bin/sh\n' }).written).toEqual(['run.sh']);
    expect(statSync(join(root, 'run.sh')).mode & 0o777).toBe(0o644);
    put('theirs.sh', '#!/bin/sh\n');
    expect(write({ 'run.sh': '#!/bin/sh\n', 'theirs.sh': script }).unchanged).toEqual(['run.sh', 'theirs.sh']);
    expect(statSync(join(root, 'theirs.sh')).mode & 0o111).toBe(0);
  });

  test('a folder that is there stays the same folder, with what others have put into it', () => {
    write({ 'compose/shop/compose.yaml': '1', 'compose/shop/files/a': '1' });
    put('compose/shop/.env', 'SECRET=1');
    const folders = ['compose', 'compose/shop', 'compose/shop/files'];
    const before = folders.map((path) => statSync(join(root, path)).ino);
    write({ 'compose/shop/compose.yaml': '2', 'compose/shop/files/a': '2', 'compose/shop/files/new/b': '2' });
    expect(folders.map((path) => statSync(join(root, path)).ino)).toEqual(before);
    expect(tree()).toEqual(['compose/shop/.env', 'compose/shop/compose.yaml', 'compose/shop/files/a', 'compose/shop/files/new/b']);
    expect(read('compose/shop/.env')).toBe('SECRET=1');
  });

  test.each([{ umask: 0o027, mode: 0o755 }, { umask: 0o002, mode: 0o775 }])('everyone may enter a new folder, whatever the umask ($mode)', ({ umask, mode }) => {
    const before = process.umask(umask);
    try {
      write({ 'a/b/c': '' });
    } finally {
      process.umask(before);
    }
    for (const path of ['.', 'a', 'a/b']) expect(statSync(join(root, path)).mode & 0o777).toBe(mode);
  });

  test('content is compared byte by byte', () => {
    write({ a: '\ufffd' });
    writeFileSync(join(root, 'a'), Buffer.from([0xff]));
    expect(write({ a: '\ufffd' }).written).toEqual(['a']);
  });

  test('a relative root is meant from where it was given', () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      const output = new OutputDirectory('dist');
      process.chdir('/');
      output.write(new Map([['a', '1']]));
    } finally {
      process.chdir(before);
    }
    expect(read('a')).toBe('1');
  });
});

describe('removing', () => {
  test('files of the last run that no longer belong, and the folders this leaves empty', () => {
    write({ 'compose/old/compose.yaml': '1', 'compose/old/files/a/nginx.conf': '2', 'compose/new/compose.yaml': '3' });
    expect(write({ 'compose/new/compose.yaml': '3' })).toEqual({
      written: [],
      unchanged: ['compose/new/compose.yaml'],
      removed: ['compose/old/compose.yaml', 'compose/old/files/a/nginx.conf'],
    });
    expect(tree()).toEqual(['compose/new/compose.yaml']);
    expect(existsSync(join(root, 'compose/old'))).toBe(false);
  });

  test('never what it did not write', () => {
    write({ 'compose/shop/compose.yaml': '1', 'compose/shop/files/a': '2' });
    put('compose/shop/.env', 'SECRET=1');
    put('notes.txt', 'mine');
    mkdirSync(join(root, 'empty'));
    expect(write({}).removed).toEqual(['compose/shop/compose.yaml', 'compose/shop/files/a']);
    expect(tree()).toEqual(['compose/shop/.env', 'empty', 'notes.txt']);
    expect(read('compose/shop/.env')).toBe('SECRET=1');
  });

  test('a file that is gone already is not reported', () => {
    write({ 'a/b': '1', 'c/d': '2' });
    rmSync(join(root, 'a'), { recursive: true });
    expect(write({}).removed).toEqual(['c/d']);
    expect(existsSync(root)).toBe(true);
  });

  test('a folder that took the place of a file stays', () => {
    write({ a: '1', b: '1' });
    rmSync(join(root, 'a'));
    put('a/mine', '1');
    expect(write({ b: '1' }).removed).toEqual([]);
    expect(tree()).toEqual(['a/mine', 'b']);
  });

  test('a file becomes a folder, and a folder a file', () => {
    write({ 'files/nginx': '1', 'files/app/a': '2' });
    const report = write({ 'files/nginx/default.conf': '1', 'files/app': '2' });
    expect(report).toEqual({ written: ['files/app', 'files/nginx/default.conf'], unchanged: [], removed: ['files/app/a', 'files/nginx'] });
    expect(tree()).toEqual(report.written);
  });

  test.each([['missing', undefined], ['empty', '']])('a list that is %s: nothing is removed, and the list is good again', (_, list) => {
    write({ a: '1', b: '2' });
    if (list === undefined) rmSync(join(root, 'outputs.json'));
    else put('outputs.json', list);
    expect(write({ a: '1' })).toEqual({ written: [], unchanged: ['a'], removed: [] });
    expect(tree()).toEqual(['a', 'b']);
    expect(read('outputs.json')).toBe('[\n  "a"\n]\n');
  });

  test('what both sides of a merge list, when git could not decide', () => {
    write({ a: '1', b: '2', c: '3', d: '4' });
    put('outputs.json', '[\n  "a",\n<<<<<<< HEAD\n  "b",\n||||||| base\n=======\n  "c",\n>>>>>>> other\n  "d"\n]\n');
    expect(write({ a: '5' })).toEqual({ written: ['a'], unchanged: [], removed: ['b', 'c', 'd'] });
    expect(read('outputs.json')).toBe('[\n  "a"\n]\n');
  });

  test('nothing behind a link that leads out of the root', () => {
    write({ 'a/victim': '1', b: '1' });
    rmSync(join(root, 'a'), { recursive: true });
    mkdirSync(join(folder, 'outside'));
    writeFileSync(join(folder, 'outside/victim'), 'v');
    symlinkSync(join(folder, 'outside'), join(root, 'a'));
    expect(write({ b: '1' }).removed).toEqual([]);
    expect(existsSync(join(folder, 'outside/victim'))).toBe(true);
  });
});

describe('failing', () => {
  function failWith(files: Record<string, string>): Error & { cause?: unknown } {
    try {
      write(files);
    } catch (error) {
      return error as Error;
    }
    throw new Error('it did not fail');
  }

  test('after new folders were written: nothing of them is left', () => {
    write({ 'a/x': '1' });
    mkdirSync(join(root, 'empty'));
    const long = 'l'.repeat(300);
    const error = failWith({ 'a/x': '2', 'empty/new/deep/z': '2', [`new/${long}`]: '2' });
    expect(error.message).toBe(
      `cannot write ${join(root, 'new', long)}: the file system takes no name of this length; choose shorter ids, or another output directory (ENAMETOOLONG). Nothing was changed.`,
    );
    expect(error.cause).toMatchObject({ code: 'ENAMETOOLONG' });
    expect(tree()).toEqual(['a/x', 'empty']);
    expect(read('a/x')).toBe('1');
    expect(JSON.parse(read('outputs.json'))).toEqual(['a/x']);
  });

  test('at the very first file: not even the root is left', () => {
    expect(failWith({ ['l'.repeat(300)]: '1' }).message).toContain('ENAMETOOLONG');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('where the root is a file', () => {
    writeFileSync(join(folder, 'dist'), 'a file');
    expect(failWith({ 'a/b': '1' }).message).toContain(`cannot write ${join(root, 'outputs.json')}: a file stands where one of its folders belongs; move it away (ENOTDIR)`);
    expect(readdirSync(folder)).toEqual(['dist']);
  });

  test('in a folder without permission', () => {
    write({ 'a/x': '1', 'b/y': '1' });
    chmodSync(join(root, 'b'), 0o555);
    try {
      unprivileged(() => expect(failWith({ 'a/x': '2', 'b/y': '2' }).message).toContain(`cannot write ${join(root, 'b/y')}: the permission is missing; give it to the user who runs the synthesis (EACCES). Nothing was changed.`));
    } finally {
      chmodSync(join(root, 'b'), 0o755);
    }
    expect(tree()).toEqual(['a/x', 'b/y']);
    expect(read('a/x')).toBe('1');
  });
});

/** Permissions mean nothing to root: it becomes nobody for a moment, and the folder nobody's. */
function unprivileged(run: () => void): void {
  if (process.getuid?.() !== 0) return run();
  const nobody = 65534;
  chownSync(folder, nobody, nobody);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) chownSync(join(folder, entry), nobody, nobody);
  process.seteuid!(nobody);
  try {
    run();
  } finally {
    process.seteuid!(0);
  }
}
