import type { Fault } from './planted-faults';

/** How many faults have to be planted, at least. */
const LEAST = 10;

/** Something that is up, or is brought up, of what a file says. */
export interface Subject {
  /** What its file says. */
  readonly read: () => object;
  /** Goes on with a file; what is not as it is stated then. */
  readonly start: (file: object) => readonly string[];
}

/** Starts it with each of the faults, and without any in the end; a sentence for every one that is not found. */
export function findPlanted({ read, start }: Subject, faults: readonly Fault[]): readonly string[] {
  const found = faults.flatMap(({ what, plant }) => {
    const file = read();
    if (!plant(file)) return [];
    process.stdout.write(`  - ${what}\n`);
    return [{ what, problems: start(file) }];
  });
  const last = start(read());
  const width = Math.max(...found.map(({ what }) => what.length));
  for (const { what, problems } of found) process.stdout.write(`  ${what.padEnd(width)}  ${problems.length > 0 ? problems[0] : 'NOT FOUND'}\n`);
  return [
    ...found.filter(({ problems }) => problems.length === 0).map(({ what }) => `nobody finds this fault: ${what}`),
    ...(found.length < LEAST ? [`only ${found.length} faults could be planted, and ${LEAST} are to be`] : []),
    ...last.map((problem) => `without a fault again: ${problem}`),
  ];
}
