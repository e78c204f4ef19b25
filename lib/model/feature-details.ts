/** A feature that is used, with nothing to add. */
export const ALWAYS: readonly string[] = [''];

const NEVER: readonly string[] = [];

/** The details of a feature that is used or not: one list for all who use it alike. */
export function some(condition: boolean, detail = ''): readonly string[] {
  if (!condition) return NEVER;
  return detail === '' ? ALWAYS : [detail];
}
