import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { App } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { AstronAgent } from '../../apps/astron-agent/astron-agent';
import { gatewayStart } from '../../apps/astron-agent/gateway-start';
import { block, parseNginx, type Directive } from '../constructs/nginx-syntax';
import { temporaryDirectory } from '../integration/running';

/** What the gateway of astron-agent lets through, read from the file that nginx gets. */
const { files } = synthesize(new AstronAgent(new App(), 'astron-agent'));
const conf = files.get('compose/astron-agent/files/gateway-nginx.nginx.conf')!;
const locations = block(block(parseNginx(conf), 'http'), 'server').filter(({ words }) => words[0] === 'location');

/** The location that nginx takes: an exact one, else the longest of the others; none of them is a regular expression. */
function locationOf(path: string): readonly Directive[] {
  const exact = locations.find(({ words }) => words[1] === '=' && words[2] === path);
  const prefixes = locations.filter(({ words }) => words[1] !== '=' && path.startsWith(words[words.length - 1]));
  const [longest] = prefixes.sort((a, b) => b.words[b.words.length - 1].length - a.words[a.words.length - 1].length);
  return (exact ?? longest).block!;
}

const valueOf = (directives: readonly Directive[], name: string): string | undefined => directives.find(({ words }) => words[0] === name)?.words.slice(1).join(' ');

test.each([
  '/console-api/internal/gateway/auth/workflow',
  '/console-api/internal/agent-runtime/runs',
  '/console-api/workflow/artifacts/internal-upload',
  '/console-api/skill-sandbox/internal-runtime-config',
  '/console-api/actuator/health',
  '/workflow/v1/publish',
  '/workflow/v1/auth',
  '/workflow/v1/',
])('%s is not found', (path) => {
  expect(valueOf(locationOf(path), 'return')).toBe('404');
});

test.each(['/workflow/v1/chat/completions', '/workflow/v1/resume'])('%s is for whom the hub knows', (path) => {
  const location = locationOf(path);
  expect(valueOf(location, 'auth_request')).toBe('/_gateway_auth/workflow');
  expect(valueOf(location, 'proxy_pass')).toBe(`http://workflow${path}`);
  expect(valueOf(location, 'proxy_read_timeout')).toBe('1800s');
  const headers = location.filter(({ words }) => words[0] === 'proxy_set_header').map(({ words }) => words.slice(1).join(' '));
  expect(headers).toEqual(expect.arrayContaining(['Authorization ""', 'X-Workflow-Internal-Key ""', 'X-Consumer-Username $auth_app_id']));
});

test('the hub that is asked is told nothing by the caller but the key', () => {
  const location = locations.find(({ words }) => words[2] === '/_gateway_auth/workflow')!.block!;
  expect(location.map(({ words }) => words[0])).toContain('internal');
  const emptied = location.filter(({ words }) => words[0] === 'proxy_set_header' && words[2] === '""').map(({ words }) => words[1]);
  expect(emptied).toEqual(expect.arrayContaining(['X-Consumer-Username', 'X-Workflow-Internal-Key', 'X-Workflow-Gateway-Timestamp', 'X-Workflow-Gateway-Signature']));
});

test.each([
  ['/console-api/chat-message/chat', 'http://hub/chat-message/', '1800s'],
  ['/console-api/bots', 'http://hub/', '300s'],
  ['/', 'http://frontend', undefined],
])('%s goes to %s', (path, peer, timeout) => {
  expect(valueOf(locationOf(path), 'proxy_pass')).toBe(peer);
  expect(valueOf(locationOf(path), 'proxy_read_timeout')).toBe(timeout);
});

/** What the gateway's start writes for nginx, in a container with these names. */
function backendsWith(resolvConf: string, environment: Record<string, string>): string[] {
  const directory = temporaryDirectory();
  fs.writeFileSync(path.join(directory, 'resolv.conf'), resolvConf);
  const script = gatewayStart.replaceAll('/etc/resolv.conf', path.join(directory, 'resolv.conf')).replace('/tmp/backends.conf', path.join(directory, 'backends.conf')).replace(/^exec nginx.*$/m, '');
  execFileSync('sh', ['-c', script], { env: { PATH: process.env.PATH, FRONTEND: 'console-frontend:1881', HUB: 'console-hub:8080', WORKFLOW: 'core-workflow:7880', ...environment } });
  const lines = fs.readFileSync(path.join(directory, 'backends.conf'), 'utf8').trimEnd().split('\n');
  fs.rmSync(directory, { recursive: true });
  return lines;
}

const group = (name: string, address: string): string => `upstream ${name} { zone ${name} 64k; server ${address} resolve; }`;

test('backends are asked for by their plain names in Compose, whatever the machine searches', () => {
  expect(backendsWith('search example.com\nnameserver 127.0.0.11\noptions ndots:0\n', {})).toEqual([
    'resolver 127.0.0.11 valid=2s;', group('frontend', 'console-frontend:1881'), group('hub', 'console-hub:8080'), group('workflow', 'core-workflow:7880'),
  ]);
});

test('backends are asked for by their whole names on Kubernetes', () => {
  const search = 'nameserver fd00::a\nnameserver 10.96.0.10\nsearch astron.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n';
  expect(backendsWith(search, { KUBERNETES_SERVICE_HOST: '10.96.0.1' })).toEqual([
    'resolver [fd00::a] valid=2s;',
    group('frontend', 'console-frontend.astron.svc.cluster.local:1881'),
    group('hub', 'console-hub.astron.svc.cluster.local:8080'),
    group('workflow', 'core-workflow.astron.svc.cluster.local:7880'),
  ]);
});

test('nginx knows of no backend but those', () => {
  expect(conf).toContain('include /tmp/backends.conf;');
  expect([...conf.matchAll(/proxy_pass http:\/\/([^/;]+)/g)].map((match) => match[1]).every((name) => ['frontend', 'hub', 'workflow'].includes(name))).toBe(true);
});
