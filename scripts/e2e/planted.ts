import { parse, stringify } from 'yaml';
import type { ComposeProject } from './compose-project';
import { faultsIn } from './planted-faults';
import type { ChosenStack } from './stacks';

/** How many faults have to be planted, at least. */
const LEAST = 10;

/** Brings a stack up, then with each of its faults, and without any in the end; a sentence for every one that is not found. */
export function findPlanted(project: ComposeProject, stack: ChosenStack, settings: Readonly<Record<string, string>>): readonly string[] {
  const good = project.file;
  const first = project.up(settings);
  if (first.length > 0) return ['it is not well before any fault is planted', ...first];
  const faults = faultsIn(stack.model);
  const found = faults.flatMap(({ what, plant }) => {
    const file = parse(good) as object;
    if (!plant(file)) return [];
    process.stdout.write(`  - ${what}\n`);
    project.file = stringify(file);
    return [{ what, problems: project.start() }];
  });
  project.file = good;
  const last = project.start();
  const width = Math.max(...found.map(({ what }) => what.length));
  for (const { what, problems } of found) process.stdout.write(`  ${what.padEnd(width)}  ${problems.length > 0 ? problems[0] : 'NOT FOUND'}\n`);
  return [
    ...found.filter(({ problems }) => problems.length === 0).map(({ what }) => `nobody finds this fault: ${what}`),
    ...(found.length < LEAST ? [`only ${found.length} faults could be planted, and ${LEAST} are to be`] : []),
    ...last.map((problem) => `without a fault again: ${problem}`),
  ];
}
