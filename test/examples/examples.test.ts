import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'cdk8s-compose';
import { parse, parseAllDocuments } from 'yaml';
import { expectGoldenFolder, synthesize } from 'cdk8s-compose/testing';
import { Immich } from '../../examples/immich/stack';
import { Langfuse } from '../../examples/langfuse/stack';
import { LibreChat } from '../../examples/librechat/stack';
import { N8n } from '../../examples/n8n/stack';
import { addExamples } from '../../examples/stacks';
import { derivedProblemsOf, goldensOf, problemsOf, verifiedProblemsOf } from '../cases/outputs';
import { filesBelow, textOf } from '../sources';
import { UPSTREAM } from './upstream';

/* Each example as `npm run examples` writes it. Its goldens are in the folder with its name. */

interface KubernetesObject {
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly template?: { readonly spec?: { readonly containers: readonly { readonly name: string }[]; readonly initContainers?: readonly { readonly name: string }[] } } };
}

const app = new App();
addExamples(app);
const stacks = app.node.findAll().filter((construct) => Stack.isStack(construct)).map((stack) => ({ name: stack.node.id, output: synthesize(stack) }));

describe.each(stacks)('$name', ({ name, output }) => {
  const goldens = goldensOf(name, output.files);

  test('gives what is in its folder', () => {
    expectGoldenFolder(path.join(__dirname, name), goldens, { origins: output.origins });
  });

  test('gives files that both targets can run', () => {
    expect(problemsOf(goldens)).toEqual([]);
  });

  test('gives its model, and a report of all that was found', () => {
    expect(derivedProblemsOf(output, goldens)).toEqual([]);
  });

  test('has two outputs of one application, but for what it announces, and announces nothing else', () => {
    expect(verifiedProblemsOf(output)).toEqual([]);
  });

  test('has no errors and no warnings that nobody has accepted', () => {
    expect(output.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has every service of upstream, in both outputs', () => {
    const { services } = UPSTREAM[name];
    const compose = parse(goldens.get('compose.yaml')!) as { readonly services: object };
    const pods = parseAllDocuments(goldens.get('kubernetes.yaml')!).map((document) => document.toJS() as KubernetesObject).filter(({ spec }) => spec?.template?.spec !== undefined);
    const containersOf = (workload: string): string[] => pods.filter(({ metadata }) => metadata.name === workload).flatMap(({ spec }) => [...spec!.template!.spec!.containers, ...(spec!.template!.spec!.initContainers ?? [])].map((each) => each.name));
    expect(services.filter(({ workload, container }) => !Object.hasOwn(compose.services, container === undefined ? workload : `${workload}-${container}`))).toEqual([]);
    expect(services.filter(({ workload, container = workload }) => !containersOf(workload).includes(container))).toEqual([]);
  });
});

test('every folder of goldens is of an example, and every example says where it comes from', () => {
  const folders = fs.readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  expect(folders.sort()).toEqual(stacks.map(({ name }) => name).sort());
  expect(Object.keys(UPSTREAM).sort()).toEqual(folders);
});

test.each<readonly [string, (scope: App) => Stack]>([
  ['n8n at a host, with three workers', (scope) => new N8n(scope, 'n8n', { host: 'n8n.example.com', workers: 3 })],
  ['Langfuse at a host', (scope) => new Langfuse(scope, 'langfuse', { host: 'traces.example.com' })],
  ['LibreChat at a host', (scope) => new LibreChat(scope, 'librechat', { host: 'chat.example.com' })],
  ['Immich at a host, on two cards', (scope) => new Immich(scope, 'immich', { host: 'photos.example.com', cuda: true, transcodingDevice: { path: '/dev/dri', reason: 'transcodes videos', devicePlugin: 'gpu.intel.com/i915' } })],
])('%s gives files that both targets can run', (_what, build) => {
  const stack = build(new App());
  const output = synthesize(stack);
  expect(output.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(problemsOf(goldensOf(stack.node.id, output.files))).toEqual([]);
});

test('no example uses a hatch', () => {
  const hatches = /\.(kubernetes|compose)\b|customize|addFragment|addJsonPatch|ApiObject|JsonPatch|from 'cdk8s'|acknowledge/;
  const files = filesBelow('examples').filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(stacks.length);
  expect(files.filter((file) => hatches.test(textOf(file)))).toEqual([]);
});
