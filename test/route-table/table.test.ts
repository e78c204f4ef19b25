import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { synthesize } from 'cdk8s-compose/testing';
import { parsed } from '../../scripts/route-table/client';
import { BACKEND_VARIABLE, FRONT_END, HOSTS, SECRET } from '../../scripts/route-table/entrances';
import { permitted, type Expected } from '../../scripts/route-table/expected';
import { frontEndRules } from '../../scripts/route-table/front-end-rules';
import { ingressRules } from '../../scripts/route-table/ingress-rules';
import { wrongWith } from '../../scripts/route-table/judge';
import { bodyOf, requestOf } from '../../scripts/route-table/requests';
import { ROWS, type Row } from '../../scripts/route-table/rows';
import { routeTableStack } from '../../scripts/route-table/stack';

const { files, findings } = synthesize(routeTableStack('table'));
const PROXIED = ingressRules(files.get('kubernetes/table.k8s.yaml')!, BACKEND_VARIABLE);
const RULES = { 'front-end': frontEndRules(FRONT_END), proxy: PROXIED, 'half-proxy': PROXIED };

function expectedOf(row: Row): readonly (readonly Expected[])[] {
  return row.at.map((entrance) => permitted(RULES[entrance], requestOf(row, entrance).asked, HOSTS[entrance], row.open));
}

test('the stack of the table is good', () => {
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('every row means one thing, or says what is open', () => {
  expect(ROWS.filter(({ open }) => !open).flatMap(expectedOf).filter(({ length }) => length !== 1)).toEqual([]);
  const reached = new Set(ROWS.flatMap(expectedOf).flat().map((expected) => (expected.answer === 'backend' ? expected.backend : expected.answer)));
  expect(reached).toEqual(new Set(['api', 'other', 'chat', 'pages', 'file', 'own', 'refused']));
});

test('what is as large as is allowed arrives, and what is larger does not', () => {
  const rows = ROWS.filter(({ line, body = 0 }) => line.startsWith('POST /api/upload ') && body > 0);
  expect(rows.flatMap((row) => expectedOf(row).flat().map(({ answer }) => `${row.why}: ${answer}`))).toEqual([
    'an upload of 30 MB: backend', 'an upload of 30 MB: backend', 'a body of the largest size: backend',
    'a body that is larger than allowed: refused', 'a body that is larger than allowed: refused',
  ]);
});

const ROW: Row = { line: 'POST /api/a%2Fb HTTP/1.1', why: '', at: ['proxy'], body: 5 };
const EXPECTED: readonly Expected[] = [{ answer: 'backend', backend: 'api', target: '/api/a%2Fb' }];
const RECEIVED = { backend: 'api', instance: 'x', method: 'POST', target: '/api/a%2Fb', headers: [['host', HOSTS.proxy]], length: 5, hash: createHash('sha256').update(bodyOf(5)).digest('hex') };

function verdict(changes: object, head = 'HTTP/1.1 200 OK\r\nx-backend: api'): string | undefined {
  const reply = parsed(Buffer.from(`${head}\r\n\r\n${JSON.stringify({ ...RECEIVED, ...changes })}`));
  return wrongWith(requestOf(ROW, 'proxy'), EXPECTED, { ...reply, parts: [], milliseconds: 1 });
}

test('what arrives as it was sent is right', () => {
  expect(verdict({})).toBeUndefined();
});

test.each([
  [{ target: '/api/a/b' }, undefined, 'api with target /api/a/b'],
  [{ method: 'GET' }, undefined, 'api with method GET'],
  [{ headers: [['host', 'other']] }, undefined, 'api with host other'],
  [{ length: 4, hash: 'x' }, undefined, 'api with length 4, hash x'],
  [{ backend: 'other' }, 'HTTP/1.1 200 OK\r\nx-backend: other', 'other /api/a%2Fb'],
  [{}, 'HTTP/1.1 301 Moved\r\nlocation: http://table.example.com:8080/api/', '301 to http://table.example.com:8080/api/'],
  [{}, 'HTTP/1.1 502 Bad Gateway', '502'],
  [{ target: SECRET }, undefined, 'a file beside the root'],
])('%j under %j is wrong', (changes, head, wrong) => {
  expect(verdict(changes, head)).toBe(wrong);
});

test('an answer in chunks is put together', () => {
  expect(parsed(Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n')).body.toString()).toBe('abcde');
});

test('without an engine it says that it is skipped', () => {
  const { status, stdout } = spawnSync(process.execPath, ['-r', 'tsx/cjs', 'scripts/route-table.ts'], {
    cwd: path.join(__dirname, '../..'), encoding: 'utf8', env: { ...process.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' },
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^skipped: no Docker Engine answers .*; no request was sent\n$/s) as string });
});
