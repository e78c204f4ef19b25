import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Image, Publish, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

const ROOT = path.join(__dirname, '../../..');

/** Asked of the cluster: where it has no such kind, kubectl deletes nothing of the others either. */
const FURTHER = ['externalsecrets', 'gateways', 'httproutes'];

/** What stays on purpose (claims, namespaces, secrets of the operator's), and what no namespace has or nobody but a hatch makes. */
const KEPT = [...FURTHER, 'namespaces', 'persistentvolumeclaims', 'persistentvolumes', 'pods'];

/** Every kind that some case has in its manifests, as kubectl calls it. */
const MADE = new Set(
  fs.readdirSync(path.join(ROOT, 'test/cases'))
    .map((name) => path.join(ROOT, 'test/cases', name, 'expected/kubernetes.yaml'))
    .filter((file) => fs.existsSync(file))
    .flatMap((file) => [...fs.readFileSync(file, 'utf8').matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind.toLowerCase()))
    .map((kind) => (/[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : kind.endsWith('s') ? `${kind}es` : `${kind}s`)),
);

function header(): string {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/app:1.0.0') }).addEndpoint('http', { port: 8080, publish: Publish.atHost('shop.example.com') });
  new Workload(stack, 'tool', { image: Image.fromReference('example/app:1.0.0'), profiles: ['tools'] });
  return synthesize(stack).files.get('kubernetes/shop.k8s.yaml') as string;
}

test.each([
  ['the command at the top of a set', () => header()],
  ['the command for what has left a stack', () => fs.readFileSync(path.join(ROOT, 'docs/second-day.md'), 'utf8')],
])('%s names every kind that goes on running', (_, text) => {
  const kinds = /deployments,[a-z,]+/.exec(text())![0].split(',');
  expect([...MADE].filter((kind) => !KEPT.includes(kind)).sort()).toEqual([...kinds].sort());
});

test.each([
  ['the command at the top of a set', () => header()],
  ['the command for what has left a stack', () => fs.readFileSync(path.join(ROOT, 'docs/second-day.md'), 'utf8')],
])('%s names kinds that need not be there as far as the cluster has them', (_, text) => {
  const [, list] = /delete (.*) -l|-o name \\\n\s+(.*) \\\n/.exec(text())!.filter(Boolean);
  const kindsWith = (resources: string): string[] => {
    const cluster = `kubectl() { [ "$*" = 'api-resources --namespaced -o name' ] && printf '${resources}'; }`;
    return spawnSync('bash', ['-ec', `${cluster}; echo "${list}"`], { encoding: 'utf8' }).stdout.trim().split(',');
  };
  const few = kindsWith('pods\\ndeployments.apps\\n');
  expect(few.filter((kind) => !MADE.has(kind))).toEqual([]);
  const further = ['externalsecrets.external-secrets.io', 'gateways.gateway.networking.k8s.io', 'httproutes.gateway.networking.k8s.io'];
  expect(kindsWith(`pods\\n${further.join('\\n')}\\ntlsroutes.gateway.networking.k8s.io\\n`)).toEqual([...few, ...further]);
});
