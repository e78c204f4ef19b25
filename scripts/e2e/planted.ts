import type { Fault } from './fault';
import type { Comparison, Noted } from './inside/compared';

/** How many faults have to be planted, at least. */
const LEAST = 10;

/** Something that is up, or is brought up, of what a file says. */
export interface Subject {
  /** What its file says. */
  readonly read: () => object;
  /** Goes on with a file, or starts with it from nothing; what is not as it is stated then. */
  readonly start: (file: object, isAnew?: boolean) => readonly string[];
  /** By which comparisons that was seen; by none where nothing came up that could be compared. */
  readonly seenBy?: () => ReadonlySet<Comparison>;
}

/**
 * Starts it with each of the faults, and without any in the end; a sentence for every one that is not found, or is found otherwise than it has to be.
 *
 * @param least how many have to have a place
 */
export function findPlanted({ read, start, seenBy }: Subject, faults: readonly Fault[], least = LEAST): readonly string[] {
  const found = faults.flatMap(({ what, by, plant, anew }) => {
    const file = read();
    if (!plant(file)) return [];
    // Nobody can find what changes nothing.
    if (JSON.stringify(file) === JSON.stringify(read())) throw new Error(`this fault changes nothing: ${what}`);
    process.stdout.write(`  - ${what}\n`);
    const problems = start(file, anew);
    const seen = seenBy?.() ?? new Set<Comparison>();
    return [{ what, by, problems, isSeen: seen.size === 0 || seen.has(by) }];
  });
  const last = start(read());
  const width = Math.max(...found.map(({ what }) => what.length));
  for (const { what, problems } of found) process.stdout.write(`  ${what.padEnd(width)}  ${problems.length > 0 ? problems[0] : 'NOT FOUND'}\n`);
  return [
    ...found.filter(({ problems }) => problems.length === 0).map(({ what }) => `nobody finds this fault: ${what}`),
    ...found.filter(({ problems, isSeen }) => problems.length > 0 && !isSeen).map(({ what, by, problems }) => `the comparison "${by}" does not see this fault: ${what}, but: ${problems[0]}`),
    ...(found.length < least ? [`only ${found.length} faults could be planted, and ${least} are to be`] : []),
    ...last.map((problem) => `without a fault again: ${problem}`),
  ];
}

/** Those of the faults that are of what has been compared. */
export function comparable(noted: readonly Noted[], faults: readonly Fault[]): readonly Fault[] {
  const made = new Set(noted.map(({ by }) => by));
  return faults.filter(({ by }) => made.has(by));
}

/** Those of the faults that are of what has been compared, but for those of comparisons that have seen one already. */
export function findPlantedOf(noted: readonly Noted[], seen: Set<Comparison>, subject: Subject, all: readonly Fault[]): readonly string[] {
  const faults = comparable(noted, all).filter(({ by, plant }) => !seen.has(by) && plant(subject.read()));
  if (faults.length === 0) return [];
  for (const { by } of faults) seen.add(by);
  return findPlanted(subject, faults, 0);
}
