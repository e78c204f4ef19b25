import { isMapping, isScalar, pairsOf } from '../../import/raw';
import { worst, type Level } from './place';
import { compareText, type Names } from './text';

/**
 * Whether the output has an attribute as it stands in the file: lists and mappings in any order, `a=b` as `a: b`, scalars as
 * text. The output may have more in a list or mapping than the file.
 */
export function same(original: unknown, ours: unknown, names: Names): Level {
  if (original === null || original === undefined) return ours === null || ours === undefined ? 'exact' : 'typed';
  if (ours === undefined || ours === null) return 'none';
  if (isScalar(original)) {
    if (isScalar(ours)) return compareText(original, ours, names);
    return Array.isArray(ours) && ours.length === 1 ? same(original, ours[0], names) : 'none';
  }
  if (Array.isArray(original) && Array.isArray(ours)) {
    return worst(original.map((item) => bestOf(ours.map((other) => same(item, other, names)))));
  }
  if (isMapping(original) && isMapping(ours)) return worst(Object.entries(original).map(([name, value]) => same(value, ours[name], names)));
  return samePairs(original, ours, names);
}

/** A mapping, and a list of `NAME=value`. */
function samePairs(original: unknown, ours: unknown, names: Names): Level {
  const [first, second] = [pairsOf(original), pairsOf(ours)];
  if (!first || !second) return 'none';
  return worst([...first].map(([name, value]) => {
    const other = second.get(name);
    if (other === undefined) return 'none';
    // A label without a value has the empty text.
    if (value === null || other === null) return (value ?? '') === (other ?? '') ? 'exact' : 'none';
    return compareText(value, other, names);
  }));
}

export function bestOf(levels: readonly Level[]): Level {
  return levels.includes('exact') ? 'exact' : levels.includes('typed') ? 'typed' : 'none';
}
