import { pairsOf } from '../../import/raw';
import { parseTemplate, plainText } from '../../import/template';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { compareText, type Names } from './text';

/** Every variable that the process sees. */
export function judgeEnvironment(value: unknown, { output, names }: Place): Verdict[] {
  const pairs = pairsOf(value);
  if (!pairs) return [verdict('environment', 'none', 'neither a list nor a mapping of plain values')];
  const ours = pairsOf(output.environment) ?? new Map<string, string | null>();
  const levels = new Map<string, { level: Level; lacking: string[] }>();
  for (const [name, text] of pairs) {
    const kind = text === null ? 'environment without a value' : plainText(parseTemplate(text)) === undefined ? 'environment with ${VAR}' : 'environment';
    const level = ours.has(name) ? compareVariable(name, text, ours.get(name) ?? null, names) : 'none';
    const found = levels.get(kind) ?? { level: 'exact', lacking: [] };
    if (level === 'none') found.lacking.push(name);
    levels.set(kind, { level: worst([found.level, level]), lacking: found.lacking });
  }
  return [...levels].map(([kind, { level, lacking }]) => verdict(kind, level, lacking.length > 0 ? lacking.join(', ') : undefined));
}

/** Null hands on what the operator has, or leaves it unset. */
function compareVariable(name: string, original: string | null, ours: string | null, names: Names): Level {
  if (original === null && ours === null) return 'exact';
  if (original === null) return compareText(`\${${name}}`, ours) === 'none' ? 'none' : 'typed';
  // Unset in place of empty.
  if (ours === null) return compareText(original, `\${${name}}`) === 'none' ? 'none' : 'typed';
  return compareText(original, ours, names);
}
