import { App, Image, Parameter, Postgres, Size, SourceDirectory, Stack, Task, text, Workload } from 'cdk8s-compose';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { makeCheckout } from '../../scripts/e2e/checkout';
import { imagesIn, manifestsOf } from '../../scripts/e2e/cluster-manifests';
import { limitable, override } from '../../scripts/e2e/compose-project';
import { chooseStacks, chosen } from '../../scripts/e2e/stacks';
import { otherImages, standInName } from '../../scripts/e2e/stand-in-images';

const SOURCE = { source: 'Dockerfile:1' };
const FACTS = { from: 'https://github.com/example/agent', read: '2026-11-26', contents: ['/app/code', '/app/main.js', '/app/node_modules/lib', '/opt/other'].map((file) => ({ path: file, ...SOURCE })) };

function desk(): Stack {
  const stack = new Stack(new App(), 'desk');
  new Postgres(stack, 'postgres', { database: 'desk', storage: Size.gibibytes(1) });
  new Task(stack, 'dump', { image: Image.fromReference('postgres:15-alpine'), command: ['pg_dump'] });
  const mounts = { '/app': SourceDirectory.at('agent', { keep: ['/app/node_modules'] }) };
  new Workload(stack, 'agent', { image: Image.fromReference('localhost/desk/agent:1', { facts: FACTS }), mounts, openFiles: 65536 });
  return stack;
}

const DESK = chosen(desk());

test('stacks are chosen by name, and an unknown name says which there are', () => {
  expect(chooseStacks(['open-notebook', 'ai-society']).map(({ name }) => name)).toEqual(['ai-society', 'open-notebook']);
  expect(chooseStacks([])).toHaveLength(12);
  expect(chooseStacks(['n8n']).map(({ name }) => name)).toEqual(['n8n']);
  expect(() => chooseStacks(['desk'])).toThrow(/^there is no stack desk; there are ai-society, .*astron-agent-production, .*n8n$/);
});

test('every image is everybody\'s or has a stand-in', () => {
  const strangers = chooseStacks([]).flatMap(({ model, serverImages }) => model.workloads
    .flatMap(({ containers, initContainers = [] }) => [...containers, ...initContainers])
    .filter(({ image }) => !image.facts && !serverImages.has(image.reference)).map(({ image }) => image.reference));
  expect([...new Set(strangers)]).toEqual([]);
  expect(chooseStacks(['astron-agent-production'])[0].serverImages).toContain('nginx:1.27-alpine');
});

test('the image of a server is one wherever it is used, and a stand-in has a name of its own', () => {
  expect([...DESK.serverImages]).toEqual(['postgres:15-alpine']);
  expect(['localhost/desk/agent:1', 'example/agent:1'].map((reference) => standInName(reference))).toEqual(['localhost/stand-in/desk/agent:1', 'localhost/stand-in/example/agent:1']);
  expect(['registry.example.com:5000/desk/agent:1@sha256:0a', 'example/agent@sha256:0a'].map((reference) => standInName(reference))).toEqual(['localhost/stand-in/registry.example.com-5000/desk/agent:1-sha256-0a', 'localhost/stand-in/example/agent:sha256-0a']);
});

test('in Compose, images change and nothing else but a limit that the engine refuses', () => {
  const images = new Map([['localhost/desk/agent:1', 'localhost/stand-in/desk/agent:1'], ...otherImages('postgres:15-alpine=mirror/postgres:15 ')]);
  expect(override(DESK, { images, mostFiles: Infinity })).toBe(
    'services:\n  agent:\n    image: localhost/stand-in/desk/agent:1\n  dump:\n    image: mirror/postgres:15\n  postgres:\n    image: mirror/postgres:15\n',
  );
  expect(override(DESK, { images: new Map(), mostFiles: 1024 })).toBe('services:\n  agent:\n    ulimits: { nofile: { soft: 1024, hard: 1024 } }\n');
  expect(override(DESK, { images: new Map(), mostFiles: Infinity })).toBe('services:\n  {}\n');
});

test('in Compose, volumes whose roots nobody prepares may have a limit', () => {
  expect(override(DESK, { images: new Map(), mostFiles: Infinity, volumeSize: 1024 })).toBe('services:\n  {}\nvolumes:\n  postgres-data: { driver_opts: { type: tmpfs, device: tmpfs, o: size=1024 } }\n');
  expect(limitable(chooseStacks(['ai-society'])[0].model)).toEqual(['postgres-data', 'qdrant-storage', 'redis-data']);
});

test('in Compose, an image of which the operator chooses parts is the one that the defaults make', () => {
  const stack = new Stack(new App(), 'desk');
  const version = new Parameter(stack, 'AGENT_VERSION', { default: '2.1.0', description: 'Release of the agent.' });
  new Workload(stack, 'agent', { image: Image.fromReference(text`example/agent:${version}-slim`) });
  expect(override(chosen(stack), { images: otherImages('example/agent:2.1.0-slim=stand-in'), mostFiles: Infinity })).toBe('services:\n  agent:\n    image: stand-in\n');
});

test('on Kubernetes, images change, and on small nodes what is asked for of the processors', () => {
  const plain = imagesIn(manifestsOf(DESK, new Map()));
  expect(plain).toEqual(expect.arrayContaining(['localhost/desk/agent:1', 'postgres:15-alpine']));
  expect(imagesIn(manifestsOf(DESK, otherImages('localhost/desk/agent:1=stand-in')))).toEqual(plain.map((image) => (image === 'localhost/desk/agent:1' ? 'stand-in' : image)));
  const requests = (processors?: string): string[] => manifestsOf(DESK, new Map(), processors).match(/(?<=requests:\n\s+cpu: )\S+/g) ?? [];
  expect(new Set(requests('10m'))).toEqual(new Set(['10m']));
  expect(requests()).not.toContain('10m');
});

test('a checkout has what a stand-in looks for where it is mounted', () => {
  const directory = makeCheckout(DESK.model, fs.mkdtempSync(path.join(os.tmpdir(), 'checkout-')));
  const files = fs.readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)));
  expect(files.sort()).toEqual(['agent/.stand-in-content', 'agent/code/.stand-in-content', 'agent/main.js']);
});
