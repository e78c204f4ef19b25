/** What a file may have: everyone's right to read, write and execute it. */
export const ALL_MODES = 0o777;

/** Permission bits as people write them: `0755`. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** Why a number cannot be the permission bits of a file; undefined if it can. */
export function modeProblem(mode: number): string | undefined {
  return Number.isInteger(mode) && mode >= 0 && mode <= ALL_MODES ? undefined : `the mode of a file is a whole number up to 0o777, such as 0o755, and this is ${Number.isInteger(mode) && mode > 0 ? octal(mode) : mode}`;
}

/** Whether users may read a file who neither own it nor are of its group. */
export function isForEveryone(mode: number): boolean {
  return (mode & 0o004) !== 0;
}

/** Whether anybody may execute a file. */
export function isExecutable(mode: number): boolean {
  return (mode & 0o111) !== 0;
}
