import type { Template } from './template';

/** A word of a command, with its variables. */
export interface Word {
  readonly template: Template;
  /** Whether a variable stands outside of quotes: a value with blanks would become several words. */
  readonly splits: boolean;
}

/**
 * A command that is written as one text, in words, as Compose splits it after variables are replaced: quotes and backslashes
 * as in a shell, and nothing behind an operator such as `;` or `>` is part of it. Undefined for what Compose refuses.
 */
export function shellWords(template: Template): readonly Word[] | undefined {
  const words: Word[] = [];
  let parts: Template[number][] = [];
  let started = false;
  let splits = false;
  let quote = '';
  let escaped = false;
  const add = (text: string): void => {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + text;
    else parts.push(text);
    started = true;
  };
  const end = (): void => {
    if (started) words.push({ template: parts, splits });
    [parts, started, splits] = [[], false, false];
  };
  for (const part of template) {
    if (typeof part !== 'string') {
      parts.push(part);
      started = true;
      splits ||= quote === '';
      continue;
    }
    for (const character of part) {
      if (escaped) {
        add(character);
        escaped = false;
      } else if (character === '\\' && quote !== "'") escaped = true;
      else if (quote !== '') {
        if (character === quote) quote = '';
        else add(character);
      } else if (character === '"' || character === "'") {
        quote = character;
        started = true;
      } else if (/\s/.test(character)) end();
      else if (/[;&|<>]/.test(character)) {
        if (character === '>' && started && /^\d$/.test(String(parts[0] ?? '')[0] ?? '')) started = false;
        end();
        return words;
      } else if (/[()`]/.test(character)) return undefined;
      else add(character);
    }
  }
  if (quote !== '' || escaped) return undefined;
  end();
  return words;
}
