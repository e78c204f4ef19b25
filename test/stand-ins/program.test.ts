import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as net from 'node:net';
import * as path from 'node:path';
import type { ImageFactsModel } from '../../lib/model/image-facts';
import { contextOf, factsOf, SOURCE } from './context';

const ENDS = { ends: SOURCE };

/** Starts it as a container does and waits for its end. */
function end(facts: Partial<ImageFactsModel>, env: Record<string, string> = {}, words = ['agent', 'serve']) {
  const { status, stderr } = spawnSync(process.execPath, [path.join(contextOf(factsOf(facts)), 'program.js'), ...words], { encoding: 'utf8', env, timeout: 20_000 });
  return { status, stderr };
}

describe('a stand-in that ends', () => {
  test('does, with success', () => {
    expect(end(ENDS)).toEqual({ status: 0, stderr: '' });
  });

  test.each([
    ['nothing', {}, 'stand-in: the variable TOKEN or TOKEN_FILE is not set\n'],
    ['an empty one', { TOKEN: '' }, 'stand-in: the variable TOKEN or TOKEN_FILE is not set\n'],
    ['a value that does not match', { TOKEN: 'x' }, 'stand-in: TOKEN does not match ^\\d+$\n'],
    ['a value', { TOKEN: '12' }, ''],
    ['the alternative', { TOKEN_FILE: '/token' }, ''],
  ])('needs its variables: %s', (_, env, stderr) => {
    expect(end({ ...ENDS, variables: [{ name: 'TOKEN', alternatives: ['TOKEN_FILE'], pattern: '^\\d+$', ...SOURCE }] }, env))
      .toEqual({ status: stderr === '' ? 0 : 1, stderr });
  });

  test('runs as its users only', () => {
    const [uid, gid] = [process.getuid!(), process.getgid!()];
    expect(end({ ...ENDS, users: [{ uid: uid + 1, ...SOURCE }] })).toEqual({ status: 1, stderr: `stand-in: it cannot run as ${uid}:${gid}\n` });
    expect(end({ ...ENDS, users: [{ uid: uid + 1, ...SOURCE }, { uid: 'any', ...SOURCE }] }).status).toBe(0);
  });

  test('writes where it says, and where a variable says, and keeps what persists', () => {
    const directory = contextOf(factsOf({}));
    const writes = [
      { path: `${directory}/cache`, ...SOURCE },
      { path: '/nowhere', setBy: 'DATA', persistent: true, ...SOURCE },
      { path: `${directory}/logs/agent.log`, file: true, ...SOURCE },
    ];
    expect(end({ ...ENDS, writes }, { DATA: `${directory}/data` })).toEqual({ status: 0, stderr: '' });
    expect(['cache/.stand-in', 'data/.stand-in', 'logs/agent.log'].map((file) => fs.existsSync(path.join(directory, file)))).toEqual([false, true, true]);
  });

  test('ends without what it has to write, and goes on without what it may', () => {
    const written = { path: '/dev/null/data', ...SOURCE };
    expect(end({ ...ENDS, writes: [written] })).toMatchObject({ status: 1, stderr: expect.stringContaining('cannot write to /dev/null/data') as string });
    expect(end({ ...ENDS, writes: [{ ...written, optional: true }] })).toMatchObject({ status: 0, stderr: expect.stringContaining('goes on without') as string });
  });

  test('misses what a mount hides', () => {
    expect(end({ ...ENDS, contents: [{ path: '/tmp', ...SOURCE }] })).toMatchObject({ status: 1, stderr: 'stand-in: /tmp of the image is not there, or is hidden\n' });
  });

  test('knows no other program', () => {
    expect(end(ENDS, {}, ['other'])).toEqual({ status: 127, stderr: 'stand-in: nothing is known of the program "other"\n' });
  });

  test('makes way for the real supervisor, once its needs are met', () => {
    const known = { ...factsOf({ command: { words: ['supervisord'], ...SOURCE }, variables: [{ name: 'TOKEN', ...SOURCE }] }), supervises: true };
    const context = contextOf(known);
    fs.mkdirSync(path.join(context, 'tools'));
    fs.writeFileSync(path.join(context, 'tools/supervisord'), '#!/bin/sh\necho "$@" >&2; exit 3\n', { mode: 0o755 });
    const start = (env: Record<string, string>) => spawnSync(process.execPath, [path.join(context, 'program.js'), 'supervisord', '-c', 'conf'], { encoding: 'utf8', env });
    expect(start({ TOKEN: 'x' })).toMatchObject({ status: 3, stderr: '-c conf\n' });
    expect(start({})).toMatchObject({ status: 1, stderr: 'stand-in: the variable TOKEN is not set\n' });
  });

  test('starts what its entry point is given', () => {
    const facts = { entrypoint: { words: ['/entrypoint.sh'], ...SOURCE } };
    expect(end(facts, {}, ['/entrypoint.sh', process.execPath, '-e', 'process.exit(7)'])).toEqual({ status: 7, stderr: '' });
  });
});

describe('a stand-in that serves', () => {
  test('answers its routes on the port that it is given, has its memory, and ends when it is told to', async () => {
    const port = await freePort();
    const directory = contextOf(
      factsOf({ program: { words: ['agent', 'work'], ...SOURCE }, ...ENDS }),
      factsOf({
        ports: [{ port: 8000, setBy: '--port', address: 'loopback', ...SOURCE }],
        routes: [
          { path: '/health', ...SOURCE },
          { path: '/api/*', status: 401, ...SOURCE },
          { path: '/api/open', ...SOURCE },
          { path: '/jobs', method: 'POST', status: 202, ...SOURCE },
          { path: '/socket', webSocket: true, ...SOURCE },
        ],
        memory: { size: 150 * 1024 ** 2, ...SOURCE },
      }),
    );
    const child = spawn(process.execPath, [path.join(directory, 'program.js'), 'agent', 'serve', `--port=${port}`]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1])).toBeGreaterThan(140 * 1024);
    const asked = ['/health', '/health?deep', '/api/agents', '/api/open', '/jobs', '/socket', '/'].map((route) => statusOf(port, route));
    expect(await Promise.all(asked)).toEqual([200, 200, 401, 200, 404, 404, 404]);
    expect(await statusOf(port, '/jobs', { method: 'POST' })).toBe(202);
    const handshake = { headers: { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' } };
    expect(await statusOf(port, '/socket', handshake)).toBe(101);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('keeps records below any path with what is put beside it for that, and answers when they are kept', async () => {
    const port = await freePort();
    const directory = contextOf(factsOf({ ports: [{ port: 8000, setBy: '--port', ...SOURCE }], routes: [{ path: '/api/*', ...SOURCE }] }));
    const child = spawn(process.execPath, [path.join(directory, 'program.js'), 'agent', 'serve', '--port', String(port)]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(await statusOf(port, '/other/stand-in-records/1', { method: 'PUT' })).toBe(404);
    fs.writeFileSync(path.join(directory, 'records.js'), 'exports.keep = async (number) => { if (number > 2) throw new Error("full"); };\n');
    expect(await statusOf(port, '/api/stand-in-records/2', { method: 'PUT' })).toBe(201);
    expect(await statusOf(port, '/api/stand-in-records/3', { method: 'PUT' })).toBe(503);
    expect(await statusOf(port, '/api/stand-in-records/2')).toBe(200);
    child.kill('SIGTERM');
  });

  test('takes its port out of an address', async () => {
    const port = await freePort();
    const directory = contextOf(factsOf({ ports: [{ port: 8000, setBy: '--bind', ...SOURCE }], routes: [{ path: '/health', ...SOURCE }] }));
    const child = spawn(process.execPath, [path.join(directory, 'program.js'), 'agent', 'serve', '--bind', `127.0.0.1:${port}`]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(await statusOf(port, '/health')).toBe(200);
    child.kill('SIGTERM');
  });
});

function statusOf(port: number, route: string, options: http.RequestOptions = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: route, agent: false, ...options }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    request.on('error', reject).end();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
