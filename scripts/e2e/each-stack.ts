import type { Result } from './results';

/**
 * Says of each how it went and how long that took.
 *
 * @param lackedBy what there is not that one needs: it is not tried then
 */
export function each<Of extends { readonly name: string }>(all: readonly Of[], problemsOf: (one: Of) => readonly string[], lackedBy: (one: Of) => readonly string[] = () => []): readonly Result[] {
  return all.map((one) => {
    const skipped = lackedBy(one);
    if (skipped.length === 0) return timed(one.name, () => problemsOf(one));
    process.stdout.write(`\n${one.name}: not tried: ${skipped.join('; ')}\n`);
    return { name: one.name, seconds: 0, problems: [], skipped };
  });
}

function timed(name: string, problemsOf: () => readonly string[]): Result {
  const start = Date.now();
  process.stdout.write(`\n${name}\n`);
  const problems = problemsIn(problemsOf);
  const seconds = Math.round((Date.now() - start) / 1000);
  for (const problem of problems) process.stdout.write(`  ${problem}\n`);
  process.stdout.write(`${name}: ${problems.length === 0 ? 'healthy' : 'NOT HEALTHY'}, up and down in ${seconds} s\n`);
  return { name, seconds, problems };
}

function problemsIn(problemsOf: () => readonly string[]): readonly string[] {
  try {
    return problemsOf();
  } catch (error) {
    return [(error as Error).message];
  }
}

/** A sentence in place of a trace for what is wrong before any stack is touched. */
export function statusOf(act: () => number): number {
  try {
    return act();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 2;
  }
}
