import { isScalar } from '../../import/raw';
import { shellWords, type Word } from '../../import/shell-words';
import { defaultText, parseTemplate } from '../../import/template';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { compareTemplates, type Names } from './text';

/** The command or the entry point, word by word. */
export function judgeCommand(attribute: 'command' | 'entrypoint', value: unknown, { output, names }: Place): Verdict[] {
  if (value === null) return [verdict(attribute, output[attribute] === undefined ? 'exact' : 'none')];
  const original = words(value);
  const name = `${attribute}${Array.isArray(value) ? '' : ' (string)'}${original?.some(({ template }) => template.some((part) => typeof part !== 'string')) ? ' with ${VAR}' : ''}`;
  const ours = words(output[attribute]);
  if (!original) return [verdict(name, 'none', 'no command that Compose takes')];
  if (original.length === 0) return [verdict(`${attribute} that is empty`, Array.isArray(output[attribute]) && ours?.length === 0 ? 'exact' : 'none')];
  return [verdict(name, ours ? compareWords(original, ours, names) : 'none')];
}

/** Two commands, in whatever form they are written. */
export function compareCommand(original: unknown, ours: unknown, names: Names): Level {
  const [first, second] = [words(original), words(ours)];
  return first && second ? compareWords(first, second, names) : 'none';
}

function words(value: unknown): readonly Word[] | undefined {
  if (Array.isArray(value)) return value.every(isScalar) ? value.map((word) => ({ template: parseTemplate(String(word)), splits: false })) : undefined;
  return isScalar(value) ? shellWords(parseTemplate(String(value))) : undefined;
}

/** What stands outside of quotes is split again after variables are replaced: a default of several words cannot be one. */
export function compareWords(original: readonly Word[], ours: readonly Word[], names: Names): Level {
  if (original.length !== ours.length) return 'none';
  return worst(original.map(({ template, splits }, at): Level => {
    const level = compareTemplates(template, ours[at].template, names);
    if (!splits || ours[at].splits) return level;
    const defaults = template.filter((part) => typeof part !== 'string').map((part) => defaultText([part]));
    return defaults.some((text) => /[\s'"\\]/.test(text)) ? 'none' : worst([level, 'typed']);
  }));
}
