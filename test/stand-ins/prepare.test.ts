import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contextOf, factsOf, SOURCE } from './context';

/** A root file system with a busybox and its links, as the smallest bases have. */
function rootIn(context: string): string {
  const root = path.join(context, 'root');
  fs.mkdirSync(path.join(root, 'bin'), { recursive: true });
  fs.writeFileSync(path.join(root, 'bin/busybox'), 'the program');
  for (const name of ['sh', 'ls', 'agent']) fs.symlinkSync('busybox', path.join(root, 'bin', name));
  return root;
}

test('a stand-in has the programs that are stated and no other, and its own in place of the image\'s', () => {
  const context = contextOf(factsOf({ tools: [{ names: ['sh', '/opt/curl'], ...SOURCE }], contents: [{ path: '/app/code', ...SOURCE }, { path: '/app/main.js', ...SOURCE }] }));
  const root = rootIn(context);
  execFileSync(process.execPath, [path.join(context, 'prepare.js'), root, '/bin']);
  expect(fs.readdirSync(path.join(root, 'bin'))).toEqual(['sh']);
  expect(fs.readFileSync(path.join(root, 'bin/sh'), 'utf8')).toBe('the program');
  expect(fs.readFileSync(path.join(context, 'tools/agent'), 'utf8')).toBe('the program');
  expect(fs.readFileSync(path.join(root, 'usr/local/bin/agent'), 'utf8')).toBe('#!/stand-in/node /stand-in/program.js\n');
  expect(fs.readFileSync(path.join(root, 'opt/curl'), 'utf8')).toContain('the base has no /opt/curl');
  expect(fs.readFileSync(path.join(root, 'app/code/.stand-in-content'), 'utf8')).toBe('stand-in\n');
  expect(fs.readFileSync(path.join(root, 'app/main.js'), 'utf8')).toBe('stand-in\n');
});

test('the Python of a distribution has the name that the image of Python gives it', () => {
  const context = contextOf(factsOf({ tools: [{ names: ['python'], ...SOURCE }] }));
  const root = rootIn(context);
  fs.writeFileSync(path.join(root, 'bin/python3'), 'an interpreter');
  execFileSync(process.execPath, [path.join(context, 'prepare.js'), root, '/bin']);
  expect(fs.readdirSync(path.join(root, 'bin'))).toEqual(['python']);
  expect(fs.readFileSync(path.join(root, 'bin/python'), 'utf8')).toBe('an interpreter');
});

test('a program that the image starts where it is works there', () => {
  const context = contextOf(factsOf({ command: { words: ['./agent'], ...SOURCE }, workingDirectory: { path: '/opt/app', ...SOURCE } }));
  const root = rootIn(context);
  execFileSync(process.execPath, [path.join(context, 'prepare.js'), root, '/bin']);
  expect(fs.readFileSync(path.join(root, 'opt/app/agent'), 'utf8')).toBe('#!/stand-in/node /stand-in/program.js\n');
});

test('a program in a directory of its own leaves the tool of the same name where it is', () => {
  const context = contextOf(factsOf({ command: { words: ['/opt/venv/bin/python', 'main.py'], ...SOURCE }, tools: [{ names: ['python', '/opt/venv/bin/python'], ...SOURCE }] }));
  const root = rootIn(context);
  fs.writeFileSync(path.join(root, 'bin/python'), 'an interpreter');
  execFileSync(process.execPath, [path.join(context, 'prepare.js'), root, '/bin']);
  expect(fs.readFileSync(path.join(root, 'bin/python'), 'utf8')).toBe('an interpreter');
  expect(fs.readFileSync(path.join(context, 'tools/python'), 'utf8')).toBe('an interpreter');
  expect(fs.readFileSync(path.join(root, 'opt/venv/bin/python'), 'utf8')).toContain('/stand-in/program.js');
});

test('of an image whose tools are not known it has none', () => {
  const context = contextOf(factsOf({}));
  const root = rootIn(context);
  execFileSync(process.execPath, [path.join(context, 'prepare.js'), root, '/bin']);
  expect(fs.readdirSync(path.join(root, 'bin'))).toEqual([]);
});

/** Only root may give a directory away, as the build of an image does. */
test('what an image writes belongs to the user that its root becomes', () => {
  const users = [{ uid: 0, own: true, becomes: 101, ...SOURCE }, { uid: 101, gid: 102, name: 'server', ...SOURCE }];
  const context = contextOf(factsOf({ users, writes: [{ path: '/var/lib/server', ...SOURCE }] }));
  const root = rootIn(context);
  execFileSync(process.execPath, [path.join(context, 'prepare.js'), root, '/bin']);
  const { uid, gid } = fs.statSync(path.join(root, 'var/lib/server'));
  expect({ uid, gid }).toEqual(process.getuid!() === 0 ? { uid: 101, gid: 102 } : { uid: process.getuid!(), gid: process.getgid!() });
});
