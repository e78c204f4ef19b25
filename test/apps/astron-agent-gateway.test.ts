import { App } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { AstronAgent } from '../../apps/astron-agent/astron-agent';
import { block, parseNginx, type Directive } from '../constructs/nginx-syntax';

/** What the gateway of astron-agent lets through, read from the file that nginx gets. */
const { files } = synthesize(new AstronAgent(new App(), 'astron-agent'));
const conf = files.get('compose/astron-agent/files/gateway-nginx/nginx.conf')!;
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
  expect(valueOf(location, 'proxy_pass')).toBe(`http://core-workflow:7880${path}`);
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
  ['/console-api/chat-message/chat', 'http://console-hub:8080/chat-message/', '1800s'],
  ['/console-api/bots', 'http://console-hub:8080/', '300s'],
  ['/', 'http://console-frontend:1881', undefined],
])('%s goes to %s', (path, peer, timeout) => {
  expect(valueOf(locationOf(path), 'proxy_pass')).toBe(peer);
  expect(valueOf(locationOf(path), 'proxy_read_timeout')).toBe(timeout);
});
