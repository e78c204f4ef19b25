import { visitLeaves, type Expression } from './expression';

/** A feature that is used, with nothing to add. */
export const ALWAYS: readonly string[] = [''];

/** One that is not. */
export const NEVER: readonly string[] = [];

/** The details of a feature that is used or not: one list for all who use it alike. */
export function some(condition: boolean, detail = ''): readonly string[] {
  if (!condition) return NEVER;
  return detail === '' ? ALWAYS : [detail];
}

/** The parameters that stand in an expression. */
export function namesIn(expression: Expression): string {
  const names = new Set<string>();
  visitLeaves(expression, (leaf) => void (leaf.kind === 'parameter' && names.add(leaf.name)));
  return [...names].sort().join(', ');
}
