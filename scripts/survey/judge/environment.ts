import { isMapping, listOf, pairsOf, type Raw } from '../../import/raw';
import { parseTemplate, plainText } from '../../import/template';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { comparePath } from './image';
import { bestOf } from './same';
import { compareText, compareValue, takesDefault, type Names } from './text';

/** Every variable that the process sees. */
export function judgeEnvironment(value: unknown, { output, names }: Place): Verdict[] {
  const pairs = pairsOf(value);
  if (!pairs) return [verdict('environment', 'none', 'neither a list nor a mapping of plain values')];
  const ours = pairsOf(output.environment) ?? new Map<string, string | null>();
  const levels = new Map<string, { level: Level; lacking: string[] }>();
  for (const [name, text] of pairs) {
    const kind = kindOf(text, ours.get(name) ?? null);
    const level = ours.has(name) ? compareVariable(name, text, ours.get(name) ?? null, names) : 'none';
    const found = levels.get(kind) ?? { level: 'exact', lacking: [] };
    if (level === 'none') found.lacking.push(name);
    levels.set(kind, { level: worst([found.level, level]), lacking: found.lacking });
  }
  return [...levels].map(([kind, { level, lacking }]) => verdict(kind, level, lacking.length > 0 ? lacking.join(', ') : undefined));
}

function kindOf(text: string | null, ours: string | null): string {
  if (text === null) return 'environment without a value';
  const template = parseTemplate(text);
  if (plainText(template) !== undefined) return 'environment';
  return ours !== null && takesDefault(template, parseTemplate(ours)) ? 'environment with ${VAR}, with the default of another place' : 'environment with ${VAR}';
}

/** Null hands on what the operator has, or leaves it unset. */
function compareVariable(name: string, original: string | null, ours: string | null, names: Names): Level {
  if (original === null && ours === null) return 'exact';
  if (original === null) return compareText(`\${${name}}`, ours) === 'none' ? 'none' : 'typed';
  // Unset in place of empty.
  if (ours === null) return compareText(original, `\${${name}}`) === 'none' ? 'none' : 'typed';
  return compareValue(name, parseTemplate(original), parseTemplate(ours), names);
}

/** Files with variables, in their order: of one that stands in several the last counts. */
export function judgeEnvFile(value: unknown, place: Place): Verdict[] {
  const ours = listOf(place.output.env_file).map(fileOf);
  let from = 0;
  return listOf(value).map((entry) => {
    const file = fileOf(entry);
    const levels = ours.map((other, at): Level => (at < from || isRequired(file) !== isRequired(other) || file.format !== other.format ? 'none' : comparePath(file.path, other.path, place)));
    const level = bestOf(levels);
    if (level !== 'none') from = levels.indexOf(level) + 1;
    return verdict(isRequired(file) ? 'env_file' : 'env_file that may be missing', level, String(file.path));
  });
}

function fileOf(entry: unknown): Raw {
  return isMapping(entry) ? entry : { path: entry };
}

function isRequired({ required = true }: Raw): boolean {
  return required === true;
}
