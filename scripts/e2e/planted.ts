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
 * @param note is told of each comparison that is meant to see a fault whether it has
 */
export function findPlanted({ read, start, seenBy }: Subject, faults: readonly Fault[], least = LEAST, note: (by: Comparison, hasSeen: boolean) => void = () => {}): readonly string[] {
  const found = faults.flatMap(({ what, by, plant, anew }) => {
    const file = read();
    if (!plant(file)) return [];
    process.stdout.write(`  - ${what}\n`);
    const problems = start(file, anew);
    const seen = seenBy?.() ?? new Set<Comparison>();
    note(by, seen.has(by));
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

/** How often something has come to nothing with a fault, until another is no longer tried. */
const TRIES = 2;

/** Which comparisons have seen a fault, and with the faults of which there was nothing that could be compared, how often. */
export class Planted {
  private readonly seen = new Set<Comparison>();
  private readonly unseen = new Map<Comparison, number>();

  public isDone(by: Comparison): boolean {
    return this.seen.has(by) || (this.unseen.get(by) ?? 0) >= TRIES;
  }

  public note(by: Comparison, hasSeen: boolean): void {
    if (hasSeen) this.seen.add(by);
    else this.unseen.set(by, (this.unseen.get(by) ?? 0) + 1);
  }

  /** A line about those that have seen none: that nothing comes up with a fault is found by everybody. */
  public get summary(): string {
    const left = [...this.unseen.keys()].filter((by) => !this.seen.has(by)).sort();
    return left.length === 0 ? '' : `with no fault of these has anything come up that could be compared: ${left.join(', ')}\n`;
  }
}

/** Those of the faults that are of what has been compared, but for those of comparisons that have seen one already. */
export function findPlantedOf(noted: readonly Noted[], planted: Planted, subject: Subject, all: readonly Fault[]): readonly string[] {
  const faults = comparable(noted, all).filter(({ by, plant }) => !planted.isDone(by) && plant(subject.read()));
  return faults.length === 0 ? [] : findPlanted(subject, faults, 0, (by, hasSeen) => planted.note(by, hasSeen));
}
