import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Compose, Image, Kubernetes, type KubernetesProps, Publish, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

const ROOT = path.join(__dirname, '../../..');

/** Named where there are some of them alone: where a cluster has no such kind, kubectl deletes nothing of the others either. */
const GATEWAYS = ['gateways', 'httproutes'];

/** What stays on purpose (claims, namespaces, secrets of the operator's), and what no namespace has or nobody but a hatch makes. */
const KEPT = ['externalsecrets', ...GATEWAYS, 'namespaces', 'persistentvolumeclaims', 'persistentvolumes', 'pods'];

/** Every kind that some case has in its manifests, as kubectl calls it. */
const MADE = new Set(
  fs.readdirSync(path.join(ROOT, 'test/cases'))
    .map((name) => path.join(ROOT, 'test/cases', name, 'expected/kubernetes.yaml'))
    .filter((file) => fs.existsSync(file))
    .flatMap((file) => [...fs.readFileSync(file, 'utf8').matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind.toLowerCase()))
    .map((kind) => (/[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : kind.endsWith('s') ? `${kind}es` : `${kind}s`)),
);

function header(props: KubernetesProps = {}): string {
  const stack = new Stack(new App({ targets: [new Kubernetes(props), new Compose()] }), 'shop');
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

test('routes and Gateways are among them where there are some', () => {
  expect(header({ gateway: { className: 'envoy' } })).toMatch(/deployments,[a-z,]+,httproutes,gateways /);
});
