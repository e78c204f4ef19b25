import { App, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { AiSociety } from '../../apps/ai-society/ai-society';
import { AstronAgent } from '../../apps/astron-agent/astron-agent';
import { OpenNotebook } from '../../apps/open-notebook/open-notebook';
import { SentientResearchAgent } from '../../apps/sentient-research-agent/sentient-research-agent';
import type { ImageFactsModel, ImageVariable } from '../../lib/model/image-facts';
import { mainOf } from '../../lib/model/workload';
import { codesWith, without, withoutPlaceOf, withoutRoutes, type Change } from './image-needs';

/*
 * What the systems' images are said to need is what the workloads give them: without any one of it, synthesis finds it. The
 * facts of a check that takes nothing would be of no use.
 */

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

const codesIn = (system: string, name: string, change: Change): string[] => codesWith(models.get(system)!, name, change);

const facts = (system: string, name: string): ImageFactsModel => {
  const workload = models.get(system)!.workloads.find((candidate) => candidate.name === name)!;
  return mainOf(workload).image.facts!;
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
  expect(codesIn(system, name, () => ({}))).toEqual([]);
});

const required = ({ optional }: ImageVariable): boolean => optional !== true;
const variables = WORKLOADS.flatMap(([system, name]) => (facts(system, name).variables ?? []).filter(required).map((variable) => ({ system, name, variable: variable.name, alternatives: variable.alternatives ?? [] })));

test.each(variables)('$system/$name without $variable', ({ system, name, variable, alternatives }) => {
  expect(codesIn(system, name, without([variable, ...alternatives]))).toContain('model/image-variable');
});

/** A container's own root, which a developer's server has, takes what is lost with it anyway. */
const refused = WORKLOADS.filter(([system, name]) => !(system === 'sentient-dev' && name === 'frontend'));
const writes = refused.flatMap(([system, name]) => (facts(system, name).writes ?? []).filter((write) => write.optional !== true).map((write) => ({ system, name, path: write.path, write })));

test.each(writes)('$system/$name without a place for $path', ({ system, name, write }) => {
  expect(codesIn(system, name, withoutPlaceOf(write))).toContain('model/image-write');
});

const asked = ['core-agent', 'core-workflow', 'core-knowledge', 'core-rpa', 'console-hub', 'console-frontend', 'casdoor'].map((name) => ['astron-agent', name] as const);

test.each([...asked, ['ai-society', 'backend'], ['open-notebook', 'api'], ['open-notebook', 'frontend'], ['sentient', 'backend'], ['sentient-dev', 'frontend']] as const)('%s/%s without the route that its health is asked by', (system, name) => {
  expect(codesIn(system, name, withoutRoutes)).toEqual(['model/image-route']);
});

test.each(['core-agent', 'core-database'])('%s may not write for a watchdog that nobody has', (name) => {
  const write = { path: '/etc/watchdog-env', file: true, source: 'main.py' };
  const withIt: Change = ({ image }) => ({ image: { ...image, facts: { ...image.facts, writes: [write] } } });
  expect(codesIn('astron-agent', name, withIt)).toEqual(['model/image-write']);
});
