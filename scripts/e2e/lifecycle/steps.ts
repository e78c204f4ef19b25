/** Something that is done to what is up: what did not end well, each a sentence, or nothing where there is nothing of the kind. */
export interface Step {
  readonly what: string;
  readonly act: () => readonly string[] | undefined;
}

/** Takes one after the other, and says which; everything that did not end well. */
export function take(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ what, act }) => {
    process.stdout.write(`  - ${what}\n`);
    const found = act();
    if (!found) process.stdout.write('    not tried: it has nothing of the kind\n');
    return (found ?? []).map((problem) => `${what}: ${problem}`);
  });
}
