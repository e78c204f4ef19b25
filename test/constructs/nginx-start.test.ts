import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, FrontendNginx, Route, Stack, TlsCertificate, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { temporaryDirectory } from '../integration/running';
import { IMAGE } from './described';

/** The script that starts a front end before two services, the second of which has two ports. */
function startScript(order: readonly string[] = ['b', 'a'], certificate = false): string {
  const stack = new Stack(new App(), 'shop');
  const web = new FrontendNginx(stack, 'web', { image: IMAGE, ...(certificate && { certificate: TlsCertificate.ofSecret('web-tls') }) });
  for (const name of order) {
    const workload = new Workload(stack, name, { image: IMAGE });
    web.addRoute(Route.proxy(`/${name}`, workload.addEndpoint('http', { port: 8000 })));
    web.addRoute(Route.proxy(`/${name}/again`, workload.addEndpoint('more', { port: 9000 })));
  }
  return synthesize(stack).files.get('compose/shop/files/web-start.start.sh')!;
}

interface Started {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly upstreams?: string;
}

/** Runs it as `sh` does in a container with that resolv.conf; it starts `echo`. */
function started(script: string, resolvConf: string, environment: Record<string, string> = {}, certificate: Readonly<Record<string, number>> = {}): Started {
  const directory = temporaryDirectory();
  fs.writeFileSync(path.join(directory, 'resolv.conf'), resolvConf);
  for (const [file, mode] of Object.entries(certificate)) fs.writeFileSync(path.join(directory, file), '', { mode });
  const here = script.replaceAll('/etc/resolv.conf', path.join(directory, 'resolv.conf')).replaceAll('/tmp/upstreams.conf', path.join(directory, 'upstreams.conf')).replaceAll('/etc/nginx/tls', directory);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', here, 'sh', 'echo', 'started', 'daemon off;'], { env: { PATH: process.env.PATH, ...environment }, encoding: 'utf8' });
  const written = path.join(directory, 'upstreams.conf');
  const upstreams = fs.existsSync(written) ? fs.readFileSync(written, 'utf8') : undefined;
  fs.rmSync(directory, { recursive: true });
  return { status, stdout, stderr, ...(upstreams !== undefined && { upstreams }) };
}

const group = (host: string, port: number, domain = ''): string =>
  `\nupstream ${host}-${port} {\n  zone ${host}-${port} 64k;\n  server ${host}${domain}:${port} resolve max_fails=1 fail_timeout=5s;\n}\n`;
const groups = (domain = ''): string => [group('a', 8000, domain), group('a', 9000, domain), group('b', 8000, domain), group('b', 9000, domain)].join('');
const resolver = (address: string): string => `resolver ${address} valid=2s;\nresolver_timeout 5s;\n`;

const CLUSTER = 'nameserver 10.96.0.10\nsearch shop.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n';
const ON_KUBERNETES = { KUBERNETES_SERVICE_HOST: '10.96.0.1' };

test('starts the command with its words as they are', () => {
  expect(started(startScript(), CLUSTER)).toMatchObject({ status: 0, stdout: 'started daemon off;\n', stderr: '' });
});

test.each([
  { what: 'plain names in Compose', resolvConf: 'nameserver 127.0.0.11\noptions ndots:0\n', environment: {}, upstreams: resolver('127.0.0.11') + groups() },
  { what: 'plain names in Compose, whatever the machine searches', resolvConf: CLUSTER, environment: {}, upstreams: resolver('10.96.0.10') + groups() },
  { what: 'whole names on Kubernetes', resolvConf: CLUSTER, environment: ON_KUBERNETES, upstreams: resolver('10.96.0.10') + groups('.shop.svc.cluster.local') },
  {
    what: 'the first server, the domain of Services wherever it stands, and an address of IPv6',
    resolvConf: '# made by kubelet\nsearch example.com shop.svc.k8s.example\nnameserver\tfd00::a\nnameserver 10.0.0.1', environment: ON_KUBERNETES,
    upstreams: resolver('[fd00::a]') + groups('.shop.svc.k8s.example'),
  },
  { what: 'a last line without an end', resolvConf: 'nameserver 10.0.0.1', environment: ON_KUBERNETES, upstreams: resolver('10.0.0.1') + groups() },
])('asks for $what', ({ resolvConf, environment, upstreams }) => {
  expect(started(startScript(), resolvConf, environment).upstreams).toBe(upstreams);
});

test('says that there is no server of names', () => {
  expect(started(startScript(), 'options ndots:0\n')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/resolv\.conf names no nameserver\n$/) });
});

test('is the same in whatever order routes were added', () => {
  expect(startScript(['a', 'b'])).toBe(startScript(['b', 'a']));
});

test('names each backend once, and asks nobody where nothing is passed on', () => {
  const stack = new Stack(new App(), 'shop');
  const api = new Workload(stack, 'api', { image: IMAGE }).addEndpoint('http', { port: 8000 });
  new FrontendNginx(stack, 'web', { image: IMAGE, routes: [Route.proxy('/a', api), Route.webSocket('/b', api)] });
  new FrontendNginx(stack, 'site', { image: IMAGE, routes: [Route.singlePageApp('/')] });
  const { files } = synthesize(stack);
  expect(files.get('compose/shop/files/web-start.start.sh')!.match(/^upstream .*$/gm)).toEqual(['upstream api-8000 {']);
  expect(files.get('compose/shop/files/site-start.start.sh')).not.toMatch(/resolv|upstream/);
});

describe('with a certificate', () => {
  const id = execFileSync('id', ['-u'], { encoding: 'utf8' }).trim();

  test('starts if nginx can read both files', () => {
    expect(started(startScript(['a'], true), CLUSTER, {}, { 'tls.crt': 0o644, 'tls.key': 0o640 })).toMatchObject({ status: 0, stdout: 'started daemon off;\n' });
  });

  test('says which file is missing, for whom, and does not start', () => {
    const { status, stdout, stderr } = started(startScript(['a'], true), CLUSTER, {}, { 'tls.crt': 0o644 });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`/tls\\.key is not there, or cannot be read by the user ${id}, .*chmod 0640`));
  });
});
