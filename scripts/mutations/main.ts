import { placeOf, type Mutant } from './outputs';
import { REASONS } from './reasons';
import { outputsOf, sampleOf, STACKS, tallyOf, type Tally } from './run';

/*
 * Every single-field mutation of the outputs of three stacks, verified: `npm run mutations -- [STACK...]`. What nobody notices
 * has a reason, or is printed, and the process ends with 1; so it does for a reason that nothing has. `--every N` takes one in N.
 */

const words = process.argv.slice(2);
const every = Number(words.includes('--every') ? words.splice(words.indexOf('--every'), 2)[1] : 1);
const stacks = words.length > 0 ? words : STACKS;

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const shown = (mutant: Mutant): string => `  ${mutant.target} ${mutant.subject} ${mutant.place.join('.')} ${mutant.how}: ${JSON.stringify(mutant.before)?.slice(0, 80)} -> ${JSON.stringify(mutant.after)?.slice(0, 80)}`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printTally({ stack, caught, named, unexplained }: Tally): void {
  const invisible = [...named.values()].flat();
  const targets = new Set([...caught.map(({ mutant }) => mutant.target), ...invisible.map(({ target }) => target)]);
  const all = caught.length + invisible.length + unexplained.length;
  print(`${stack}: ${caught.length} of ${all} caught (${percent(caught.length, all)}), ${invisible.length} invisible by name, ${unexplained.length} unexplained`);
  for (const target of targets) {
    const [found, missed] = [caught.filter(({ mutant }) => mutant.target === target).length, [...invisible, ...unexplained].filter((mutant) => mutant.target === target).length];
    print(`  ${target}: ${found} of ${found + missed} (${percent(found, found + missed)})`);
  }
  for (const mutant of unexplained) print(shown(mutant));
}

const tallies = outputsOf(stacks).map((outputs) => {
  const tally = tallyOf(outputs, sampleOf(outputs.mutants(), every));
  printTally(tally);
  return tally;
});
const counts = REASONS.map((reason) => ({ reason, mutants: tallies.flatMap(({ named }) => named.get(reason) ?? []) }));
print('\ninvisible, by reason:');
for (const { reason: { name, why }, mutants: [example, ...others] } of counts) if (example) print(`${String(others.length + 1).padStart(6)}  ${name}: ${why}\n        such as ${example.subject} ${placeOf(example)} ${example.how}`);
const idle = words.length > 0 || every > 1 ? [] : counts.filter(({ mutants }) => mutants.length === 0).map(({ reason }) => reason.name);
if (idle.length > 0) print(`\nreasons that nothing has: ${idle.join(', ')}`);
if (idle.length > 0 || tallies.some(({ unexplained }) => unexplained.length > 0)) process.exitCode = 1;
