import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { Duration, HealthProbe, ProbeClient, ProbeScheme, Workload } from 'cdk8s-compose';
import { IMAGE, Lowered } from '../lowered';

/** What every machine has that runs these tests, and what this one has besides. */
const REQUIRED = [ProbeClient.BASH, ProbeClient.NODE];
const PRESENT = [ProbeClient.CURL, ProbeClient.WGET, ProbeClient.PYTHON].filter((client) => spawnSync(client, ['--version']).status === 0);

/** Those that take a redirection for an answer: wget always goes where it leads. */
const GOING_NOWHERE = [...REQUIRED, ...PRESENT.filter((client) => client !== ProbeClient.WGET)];

let server: http.Server;
let asked: string[];
let heard: http.IncomingHttpHeaders | undefined;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    heard = request.headers;
    const status = Number(/^\/(\d{3})/.exec(request.url ?? '')?.[1] ?? 200);
    // It leads to a good answer, for clients that go on to it.
    response.writeHead(status, status === 302 ? { location: '/200' } : {}).end(status === 204 ? undefined : 'answer\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

beforeEach(() => {
  asked = [];
});

afterAll(() => server.close());

const openPort = (): number => (server.address() as AddressInfo).port;

/** A port on which nobody listens: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const other = http.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  other.close();
  await once(other, 'close');
  return port;
}

/** Runs the check of the Compose file as the engine would, and gives its exit code. */
async function exitCode(health: HealthProbe, port: number): Promise<number> {
  const lowered = new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, health }).addEndpoint('http', { port }));
  const [kind, command, ...words] = lowered.service('api').healthcheck!.test!.map((word) => word.replaceAll('$$', '$'));
  expect(kind).toBe('CMD');
  return new Promise((resolve, reject) => {
    execFile(command, words, { timeout: 20_000, env: { PATH: process.env.PATH, HOME: process.env.HOME } }, (error) => {
      if (error === null) resolve(0);
      else if (typeof error.code === 'number') resolve(error.code);
      else reject(error);
    });
  });
}

jest.setTimeout(60_000);

const timeout = Duration.seconds(5);

describe.each([...REQUIRED, ...PRESENT])('a GET by %s', (client) => {
  const get = (where: string, port = openPort()): Promise<number> => exitCode(HealthProbe.fromHttpGet(where, { client, timeout }), port);

  test.each([200, 204, 302])('is good when the answer is %d', async (status) => {
    expect(await get(`/${status}`)).toBe(0);
    expect(asked[0]).toBe(`GET /${status}`);
  });

  test.each([404, 500, 503])('is bad when the answer is %d', async (status) => {
    expect(await get(`/${status}`)).not.toBe(0);
    expect(asked[0]).toBe(`GET /${status}`);
  });

  test('is bad when nobody listens', async () => {
    expect(await get('/200', await closedPort())).not.toBe(0);
    expect(asked).toEqual([]);
  });

  test("asks for exactly the path that was given", async () => {
    const exact = "/200/it's?a=$HOME&b=$(id)&c=%20;d=~!*+,:@";
    expect(await get(exact)).toBe(0);
    expect(asked).toEqual([`GET ${exact}`]);
  });
});

test.each([...REQUIRED, ...PRESENT])('%s says the headers that were given, and its Host once', async (client) => {
  const headers = { Host: 'shop.example.com', 'X-Asked-By': `it's "$HOME" \\ $(id)` };
  expect(await exitCode(HealthProbe.fromHttpGet('/200', { client, timeout, headers }), openPort())).toBe(0);
  expect(heard).toMatchObject({ host: 'shop.example.com', 'x-asked-by': `it's "$HOME" \\ $(id)` });
  expect(await exitCode(HealthProbe.fromHttpGet('/200', { client, timeout, headers: { A: '1' } }), openPort())).toBe(0);
  expect(heard).toMatchObject({ host: expect.stringMatching(/^127\.0\.0\.1(:\d+)?$/), a: '1' });
});

/** A certificate that nobody has signed, if this machine can make one. */
function selfSigned(): { readonly key: string; readonly cert: string } | undefined {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'probe-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((file) => path.join(folder, file));
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=other.example.com', '-days', '2', '-keyout', key, '-out', cert]);
  const pair = made.status === 0 ? { key: fs.readFileSync(key, 'utf8'), cert: fs.readFileSync(cert, 'utf8') } : undefined;
  fs.rmSync(folder, { recursive: true });
  return pair;
}

const pair = selfSigned();
const overTls = pair ? [ProbeClient.NODE, ...PRESENT] : [];

(pair ? describe : describe.skip)('a GET over HTTPS', () => {
  let safe: https.Server;
  beforeAll(async () => {
    safe = https.createServer(pair!, (request, response) => void response.writeHead(Number(/\d+/.exec(request.url ?? '')?.[0] ?? 200)).end()).listen(0, '127.0.0.1');
    await once(safe, 'listening');
  });
  afterAll(() => void safe.close());
  const get = (client: ProbeClient, where: string): Promise<number> =>
    exitCode(HealthProbe.fromHttpGet(where, { client, timeout, scheme: ProbeScheme.HTTPS }), (safe.address() as AddressInfo).port);

  test.each(overTls)('by %s is good whoever has signed the certificate, and bad when the answer is', async (client) => {
    expect(await get(client, '/204')).toBe(0);
    expect(await get(client, '/503')).not.toBe(0);
  });
});

describe.each([...REQUIRED, ...PRESENT.filter((client) => client === ProbeClient.PYTHON)])('a TCP connection by %s', (client) => {
  const probe = HealthProbe.fromTcpSocket({ client, timeout });

  test('is good when somebody listens', async () => {
    expect(await exitCode(probe, openPort())).toBe(0);
  });

  test('is bad when nobody listens', async () => {
    expect(await exitCode(probe, await closedPort())).not.toBe(0);
  });
});

test.each(GOING_NOWHERE)('%s does not judge what a redirection leads to', async (client) => {
  expect(await exitCode(HealthProbe.fromHttpGet('/302', { client, timeout }), openPort())).toBe(0);
  expect(asked).toEqual(['GET /302']);
});
