import type { ChosenStack } from './stacks';

/** Says of each stack whether it came up and how long that took; the exit status of all. */
export function eachStack(stacks: readonly ChosenStack[], comesUp: (stack: ChosenStack) => boolean): number {
  const failed = stacks.filter((stack) => !timed(stack, comesUp));
  process.stdout.write(failed.length === 0 ? `\nall ${stacks.length} came up\n` : `\nnot up: ${failed.map(({ name }) => name).join(', ')}\n`);
  return failed.length === 0 ? 0 : 1;
}

function timed(stack: ChosenStack, comesUp: (stack: ChosenStack) => boolean): boolean {
  const start = Date.now();
  process.stdout.write(`\n${stack.name}\n`);
  let isUp = false;
  try {
    isUp = comesUp(stack);
  } catch (error) {
    process.stdout.write(`  ${(error as Error).message}\n`);
  }
  process.stdout.write(`${stack.name}: ${isUp ? 'healthy' : 'NOT HEALTHY'}, up and down in ${Math.round((Date.now() - start) / 1000)} s\n`);
  return isUp;
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
