import { lineDiff, linesOf } from './line-diff';
import { partsOf, type TextPart } from './text-parts';

/** One object of a file that is not the same in its golden. */
export interface ObjectDifference {
  /** Such as `Deployment/api`, or nothing if it is not about one object. */
  readonly name: string;
  readonly change: 'differs' | 'is new' | 'is gone';
  /** `-` and `+` lines, in full. */
  readonly lines: readonly string[];
}

/** What is different in the two texts of one file, object by object; never empty for texts that are not the same. */
export function objectDifferences(file: string, golden: string, content: string): ObjectDifference[] {
  const before = byName(partsOf(file, linesOf(golden)));
  const after = byName(partsOf(file, linesOf(content)));
  const differences: ObjectDifference[] = [];
  for (const [key, { name, lines }] of after) {
    const old = before.get(key);
    if (old?.lines.join('\n') === lines.join('\n')) continue;
    differences.push({ name, change: old ? 'differs' : 'is new', lines: lineDiff(old?.lines ?? [], lines) });
  }
  for (const [key, { name, lines }] of before) {
    if (!after.has(key)) differences.push({ name, change: 'is gone', lines: lineDiff(lines, []) });
  }
  if (differences.length > 0) return differences;
  // The same objects in another order.
  return [{ name: '', change: 'differs', lines: lineDiff(linesOf(golden), linesOf(content)) }];
}

/** Namesakes are told apart by their order. */
function byName(parts: readonly TextPart[]): Map<string, TextPart> {
  const found = new Map<string, TextPart>();
  for (const part of parts) {
    let key = part.name;
    for (let count = 2; found.has(key); count++) key = `${part.name} ${count}`;
    found.set(key, part);
  }
  return found;
}
