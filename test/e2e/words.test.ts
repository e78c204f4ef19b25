import { Kubernetes } from 'cdk8s-compose';
import { parse, parseAllDocuments } from 'yaml';
import { chooseCases, runnableCases } from '../../scripts/e2e/cases';
import { clusterFaults } from '../../scripts/e2e/cluster-faults';
import { clusterWordFaults } from '../../scripts/e2e/cluster-word-faults';
import { appliedOf } from '../../scripts/e2e/cluster/applied';
import type { Comparison } from '../../scripts/e2e/inside/compared';
import { faultsIn } from '../../scripts/e2e/planted-faults';
import { chooseStacks } from '../../scripts/e2e/stacks';
import { COMPOSE_CONFIRMATIONS } from '../../scripts/e2e/words/compose-confirmations';
import type { Lack } from '../../scripts/e2e/words/lacks';
import { nativeWords, sayersIn } from '../../scripts/e2e/words/native';
import { KUBERNETES_CONFIRMATIONS } from '../../scripts/e2e/words/kubernetes-confirmations';
import { fewest, leftOutWords, unconfirmed, wordsIn, wordSummary } from '../../scripts/e2e/words/words';
import { FEATURES } from '../../lib/model/features';
import { COMPOSE_SUPPORT } from '../../lib/targets/compose/support';

const WORDS = nativeWords(COMPOSE_SUPPORT);
const EVERY_LACK = new Set<Lack>(FEATURES.flatMap((feature) => COMPOSE_CONFIRMATIONS[feature].needs));
const CASES = runnableCases();

test('every word that Compose has as such is confirmed by something, and no other', () => {
  expect(FEATURES.filter((feature) => COMPOSE_CONFIRMATIONS[feature].by.length > 0)).toEqual(WORDS);
});

test('the same of Kubernetes', () => {
  const words = nativeWords(new Kubernetes({ dns: { cidr: '10.96.0.10/32' } }).support);
  expect(words.filter((word) => KUBERNETES_CONFIRMATIONS[word].by.length === 0)).toEqual([]);
});

test('a word that nothing says which can be tried is left out for what the one lacks that lacks the least', () => {
  const cases = CASES.filter(({ name }) => ['profiles', 'engine-order', 'terminal'].includes(name));
  const lacks = leftOutWords(cases, ['workload.profiles', 'process.tty'], ({ name }) => (name === 'profiles' ? ['no node has one', 'nor two'] : name === 'engine-order' ? ['it has none'] : []));
  expect([...lacks]).toEqual([['workload.profiles', ['it has none']]]);
});

test('the cases that are chosen say every word that a poor engine can show, and none that it cannot', () => {
  const said = new Set(fewest(CASES, WORDS, COMPOSE_CONFIRMATIONS, EVERY_LACK).flatMap(({ model }) => [...sayersIn(model, WORDS).keys()]));
  const showable = WORDS.filter((word) => COMPOSE_CONFIRMATIONS[word].needs.length === 0);
  expect([...said].sort()).toEqual([...showable].sort());
});

/** Seen by tests of their own: what is in a file, and what a server shows, no field of a Compose file says. */
const WITHOUT_FAULT: readonly Comparison[] = ['file modes', 'certificate', 'routes', 'first process'];

test('each comparison that confirms a word has a fault in one of the cases, which it has to see', () => {
  const used = new Set(WORDS.flatMap((word) => COMPOSE_CONFIRMATIONS[word].by));
  const planted = new Set(CASES.flatMap(({ model, files }) => faultsIn(model).flatMap(({ by, plant }) => (plant(parse(files.get(`compose/${model.name}/compose.yaml`)!) as object) ? [by] : []))));
  expect([...used].filter((comparison) => !planted.has(comparison) && !WITHOUT_FAULT.includes(comparison))).toEqual([]);
});

/** A cluster takes no change of a claim, and has no ingress controller of its own. */
const WITHOUT_CLUSTER_FAULT: readonly Comparison[] = ['claims', 'certificate', 'routes'];

test('the same of manifests', () => {
  const used = new Set(FEATURES.flatMap((feature) => KUBERNETES_CONFIRMATIONS[feature].by));
  const texts = chooseCases([]).flatMap(({ model, files }) => files.get(`kubernetes/${model.name}.k8s.yaml`) ?? []);
  const left = new Set([...clusterFaults(true), ...clusterWordFaults()]);
  const planted = new Set(texts.flatMap((text) => {
    const found = [...left].filter(({ plant }) => plant(parseAllDocuments(text).map((document) => document.toJS() as unknown)));
    for (const fault of found) left.delete(fault);
    return found.map(({ by }) => by);
  }));
  expect([...used].filter((comparison) => !planted.has(comparison) && !WITHOUT_CLUSTER_FAULT.includes(comparison))).toEqual([]);
  expect([...left].map(({ what }) => what)).toEqual([]);
});

test('what is not applied says no word: of a profile that is not chosen there is no object', () => {
  const [one] = chooseCases(['profiles-alternatives']);
  expect(sayersIn(one.model, ['resources.gpus']).size).toBe(1);
  expect(sayersIn(appliedOf(one), ['resources.gpus']).size).toBe(0);
});

test('a word is confirmed by what says it, if all was compared by which it shows, and what an engine lacks is told', () => {
  const [{ model }] = chooseStacks(['ai-society']);
  const { path } = model.workloads.find(({ name }) => name === 'backend')!;
  const words = wordsIn(WORDS, COMPOSE_CONFIRMATIONS, [{ name: 'ai-society', model, noted: [{ path, by: 'variables' }, { path, by: 'health', problem: 'it is ill' }, { path, by: 'health times' }] }], EVERY_LACK);
  const of = (word: string) => words.find((use) => use.word === word);
  expect(of('environment.literal')?.confirmedBy).toEqual(['ai-society']);
  expect(of('health.http')?.confirmedBy).toEqual([]);
  expect(of('security.privileged')?.confirmedBy).toEqual([]);
  expect(of('resources.gpus')?.lacking).toEqual(['GPUs']);
  expect(unconfirmed(words)).toEqual(expect.arrayContaining(['health.http', 'workload.daemon']));
  expect(unconfirmed(words)).not.toContain('resources.gpus');
  const summary = wordSummary(words);
  expect(summary).toMatch(/^\d+ of 137 words are confirmed, \d+ % of the \d+ that this engine can show\nconfirmed by nothing that was up: .*workload\.daemon/);
  expect(summary).toContain('\nresources.gpus: it lacks GPUs\n');
});

test('values, files and volumes are said by the containers that have them', () => {
  const model = CASES.find(({ name }) => name === 'volume-existing')!.model;
  expect([...sayersIn(model, ['volume.existing']).get('volume.existing')!].sort()).toEqual(['shop/inference', 'shop/search']);
  const derived = CASES.find(({ name }) => name === 'parameter-derived')!.model;
  expect([...sayersIn(derived, ['parameter.derived']).get('parameter.derived')!]).toEqual(['shop/api']);
});

test('a case that engines cannot run as it is, is refused by its name', () => {
  expect(() => runnableCases(['parameter-in-command'])).toThrow('the case parameter-in-command does not say that engines can run it as it is (onEngine)');
});
