import { App, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { AiSociety } from '../../apps/ai-society/ai-society';
import { AstronAgent } from '../../apps/astron-agent/astron-agent';
import { OpenNotebook } from '../../apps/open-notebook/open-notebook';
import { SentientResearchAgent } from '../../apps/sentient-research-agent/sentient-research-agent';
import { checkImageNeeds } from '../../lib/checks/image-needs';
import { isAtOrBelow } from '../../lib/checks/image-place';
import { Findings } from '../../lib/diagnostics/findings';
import type { ContainerModel } from '../../lib/model/container';
import { graphOf } from '../../lib/model/graph';
import type { ImageFactsModel, ImageVariable, ImageWrite } from '../../lib/model/image-facts';
import { mainOf } from '../../lib/model/workload';

/*
 * What the systems' images are said to need is what the workloads give them: without any one of it, synthesis finds it. The
 * facts of a check that takes nothing would be of no use.
 */

type Change = (container: ContainerModel & { readonly image: { readonly facts: ImageFactsModel } }) => Partial<ContainerModel>;

const systems = new Map<string, Stack>([
  ['astron-agent', new AstronAgent(new App(), 'astron-agent', { rpa: true, kafka: true })],
  ['ai-society', new AiSociety(new App(), 'ai-society')],
  ['ai-society-sqlite', new AiSociety(new App(), 'ai-society-sqlite', { database: 'sqlite' })],
  ['open-notebook', new OpenNotebook(new App(), 'open-notebook')],
  ['open-notebook-single', new OpenNotebook(new App(), 'open-notebook-single', { form: 'single' })],
  ['sentient', new SentientResearchAgent(new App(), 'sentient')],
  ['sentient-dev', new SentientResearchAgent(new App(), 'sentient-dev', { mode: 'development' })],
]);
const models = new Map([...systems].map(([name, stack]) => [name, synthesize(stack).model]));

/** The codes that the images' checks give a workload once its container has been changed. */
function codesWith(system: string, name: string, change: Change): string[] {
  const model = models.get(system)!;
  const changed = model.workloads.map((workload) => {
    if (workload.name !== name) return workload;
    const [main, ...rest] = workload.containers;
    return { ...workload, containers: [{ ...main, ...change(main as Parameters<Change>[0]) }, ...rest] as const };
  });
  const findings = new Findings();
  checkImageNeeds(graphOf({ ...model, workloads: changed }), findings);
  return findings.all.map(({ code }) => code);
}

const facts = (system: string, name: string): ImageFactsModel => {
  const workload = models.get(system)!.workloads.find((candidate) => candidate.name === name)!;
  return mainOf(workload).image.facts!;
};

const without = (names: readonly string[]): Change => ({ process }) => ({ process: { ...process, environment: process.environment.filter((variable) => !names.includes(variable.name)) } });

/** Neither a mount nor a variable makes the place of a write. */
const withoutPlaceOf = ({ path, setBy }: ImageWrite): Change => (container) => ({
  ...(setBy !== undefined && without([setBy])(container)),
  mounts: container.mounts.filter(({ target }) => !isAtOrBelow(path, target)),
});

const withoutRoutes: Change = ({ image, health }) => {
  if (health?.check.kind !== 'http') return {};
  const { path } = health.check;
  return { image: { ...image, facts: { ...image.facts, routes: image.facts.routes?.filter((route) => route.path !== path) ?? [] } } };
};

const WORKLOADS: readonly (readonly [system: string, workload: string])[] = [
  ...['core-agent', 'core-workflow', 'core-knowledge', 'core-database', 'core-link', 'core-aitools', 'core-rpa', 'core-tenant', 'console-hub', 'console-frontend', 'casdoor']
    .map((name) => ['astron-agent', name] as const),
  ['ai-society', 'backend'],
  ['ai-society', 'migration'],
  ['ai-society-sqlite', 'backend'],
  ['open-notebook', 'api'],
  ['open-notebook', 'worker'],
  ['open-notebook', 'frontend'],
  ['open-notebook-single', 'open-notebook'],
  ['sentient', 'backend'],
  ['sentient-dev', 'backend'],
  ['sentient-dev', 'frontend'],
];

test.each(WORKLOADS)('%s/%s has facts, and all that they ask for', (system, name) => {
  expect(facts(system, name)).toMatchObject({ from: expect.stringMatching(/^https:\/\/github\.com\/.+\/tree\/[0-9a-f]{40}$/), read: '2026-11-26' });
  expect(codesWith(system, name, () => ({}))).toEqual([]);
});

const required = ({ optional }: ImageVariable): boolean => optional !== true;
const variables = WORKLOADS.flatMap(([system, name]) => (facts(system, name).variables ?? []).filter(required).map((variable) => ({ system, name, variable: variable.name, alternatives: variable.alternatives ?? [] })));

test.each(variables)('$system/$name without $variable', ({ system, name, variable, alternatives }) => {
  expect(codesWith(system, name, without([variable, ...alternatives]))).toContain('model/image-variable');
});

/** A container's own root, which a developer's server has, takes what is lost with it anyway. */
const refused = WORKLOADS.filter(([system, name]) => !(system === 'sentient-dev' && name === 'frontend'));
const writes = refused.flatMap(([system, name]) => (facts(system, name).writes ?? []).filter((write) => write.optional !== true).map((write) => ({ system, name, path: write.path, write })));

test.each(writes)('$system/$name without a place for $path', ({ system, name, write }) => {
  expect(codesWith(system, name, withoutPlaceOf(write))).toContain('model/image-write');
});

const asked = ['core-agent', 'core-workflow', 'core-knowledge', 'core-rpa', 'console-hub', 'console-frontend', 'casdoor'].map((name) => ['astron-agent', name] as const);

test.each([...asked, ['ai-society', 'backend'], ['open-notebook', 'api'], ['open-notebook', 'frontend'], ['sentient', 'backend'], ['sentient-dev', 'frontend']] as const)('%s/%s without the route that its health is asked by', (system, name) => {
  expect(codesWith(system, name, withoutRoutes)).toEqual(['model/image-route']);
});

test.each(['core-agent', 'core-database'])('%s may not write for a watchdog that nobody has', (name) => {
  const write = { path: '/etc/watchdog-env', file: true, source: 'main.py' };
  const withIt: Change = ({ image }) => ({ image: { ...image, facts: { ...image.facts, writes: [write] } } });
  expect(codesWith('astron-agent', name, withIt)).toEqual(['model/image-write']);
});
