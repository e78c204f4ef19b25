import { outputsOf, sampleOf, STACKS, tallyOf } from '../../scripts/mutations/run';
import { REASONS } from '../../scripts/mutations/reasons';
import type { Mutant, StackOutputs } from '../../scripts/mutations/outputs';
import { SURVIVORS } from './survivors';

/*
 * A sample of what `npm run mutations` does as a whole: every single-field mutation of the outputs of three stacks is noticed, or it
 * has a name by which it is not.
 */

const ALL = new Map(outputsOf(STACKS).map((outputs) => [outputs.name, { outputs, mutants: [...outputs.mutants()] }] as const));

/** One in so many: some 150 of all. */
const DISTANCE = 101;

test.each(STACKS)('of %s', (stack) => {
  const { outputs, mutants } = ALL.get(stack)!;
  expect(mutants.length).toBeGreaterThan(2500);
  expect(outputs.known).toEqual(new Set());
  const { caught, unexplained } = tallyOf(outputs, sampleOf(mutants, DISTANCE));
  expect(unexplained.map(({ subject, place, how }) => `${subject} ${place.join('.')} ${how}`)).toEqual([]);
  expect(caught.length).toBeGreaterThan(mutants.length / DISTANCE / 2);
});

test('a mutant that nobody notices and no reason covers is left', () => {
  const { outputs, mutants } = ALL.get('ai-society')!;
  const mutant: Mutant = { ...mutants.find(({ place }) => place.join('.') === 'spec.template.spec.containers.0.image')!, how: 'not at all', make: () => undefined };
  const same: Mutant = { ...mutant, make: () => mutant.document };
  expect(tallyOf(outputs, [same]).unexplained).toEqual([same]);
  expect(tallyOf(outputs, [mutant]).unexplained).toEqual([]);
});

/** Some of those that a reason covers, one of which nobody may notice. */
const TRIED = 3;

const COVERED = new Map(REASONS.map((reason) => [reason, [] as (readonly [StackOutputs, Mutant])[]]));
for (const { outputs, mutants } of ALL.values()) for (const mutant of mutants) COVERED.get(REASONS.find(({ covers }) => covers(mutant))!)?.push([outputs, mutant]);

test.each(REASONS.map((reason) => [reason.name, reason] as const))('the reason "%s" has mutants that nobody notices', (_, reason) => {
  const covered = STACKS.flatMap((stack) => (COVERED.get(reason) ?? []).filter(([{ name }]) => name === stack).slice(0, TRIED));
  expect(covered.some(([outputs, mutant]) => outputs.judge(mutant).codes.length === 0)).toBe(true);
});

function mutantOf({ mutants }: { readonly outputs: StackOutputs; readonly mutants: readonly Mutant[] }, subject: string, place: string, how: string): Mutant {
  const found = mutants.find((mutant) => (mutant.subject === subject || mutant.subject.replace(/-[0-9a-f]{8}$/, '') === subject) && mutant.place.join('.') === place && mutant.how === how);
  if (!found) throw new Error(`there is no ${subject} ${place} ${how}`);
  return found;
}

test.each(SURVIVORS)('%s: %s %s %s', (stack, subject, place, how, code) => {
  const of = ALL.get(stack)!;
  expect(of.outputs.judge(mutantOf(of, subject, place, how)).codes).toContain(code);
});
