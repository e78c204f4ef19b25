import { App, type Stack } from '../../lib';
import { synthesize } from '../../lib/testing';
import { addStacks } from '../../apps/stacks';
import { StackOutputs, type Judged, type Mutant } from './outputs';
import { REASONS, type Reason } from './reasons';

/**
 * Stacks that use most of the library: servers, a front end behind an Ingress, a task that others wait for, parameters and secrets; a
 * gateway with a certificate, a supervisor of volumes and a worker; an image that is built, a bucket as a directory, privileges.
 */
export const STACKS = ['ai-society', 'open-notebook-public', 'sentient-research-agent-s3'] as const;

/** What became of every mutant of a stack. */
export interface Tally {
  readonly stack: string;
  readonly caught: readonly Judged[];
  /** Those that nobody notices, by why that is right. */
  readonly named: ReadonlyMap<Reason, readonly Mutant[]>;
  /** Those that nobody notices, and nobody knows why. */
  readonly unexplained: readonly Mutant[];
}

export function outputsOf(stacks: readonly string[]): StackOutputs[] {
  const app = new App();
  addStacks(app);
  return stacks.map((name) => new StackOutputs(name, synthesize(app.node.findChild(name) as Stack).files));
}

/** Verifies mutants one by one. */
export function tallyOf(outputs: StackOutputs, mutants: Iterable<Mutant>): Tally {
  const caught: Judged[] = [];
  const named = new Map<Reason, Mutant[]>();
  const unexplained: Mutant[] = [];
  for (const mutant of mutants) {
    const judged = outputs.judge(mutant);
    if (judged.codes.length > 0) {
      caught.push(judged);
      continue;
    }
    const reason = REASONS.find(({ covers }) => covers(mutant));
    if (reason) named.set(reason, [...(named.get(reason) ?? []), mutant]);
    else unexplained.push(mutant);
  }
  return { stack: outputs.name, caught, named, unexplained };
}

/** Each mutant in a steady distance of the one before: the same ones each time. */
export function* sampleOf<T>(all: Iterable<T>, distance: number, first = 0): Iterable<T> {
  let at = 0;
  for (const each of all) if (at++ % distance === first) yield each;
}
