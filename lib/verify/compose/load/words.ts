import type { Written } from './short-forms';
import { Leaf, Sequence } from './node';

/**
 * The words of a command that is written as one text, as Compose takes it apart once variables are replaced: quotes and
 * backslashes as in a shell, and nothing behind `;`, `&`, `|`, `<` or `>`.
 */
export function wordsOf(leaf: Leaf): Written<Sequence> {
  const text = leaf.text;
  const words: Leaf[] = [];
  let ranges: (readonly [number, number])[] = [];
  let word = '';
  // A word without a character is one if it had quotes.
  let isWord = false;
  let isQuoted = false;
  let quote = '';
  let isEscaped = false;
  const take = (at: number, character: string): void => {
    const last = ranges.at(-1);
    if (character === text[at] && last?.[1] === at) ranges[ranges.length - 1] = [last[0], at + 1];
    else if (character === text[at]) ranges.push([at, at + 1]);
    word += character;
    isWord = true;
  };
  const end = (): void => {
    if (isQuoted || (isWord && word !== '')) words.push(leaf.joined(ranges, word));
    [ranges, word, isWord, isQuoted] = [[], '', false, false];
  };
  const whole = (): Written<Sequence> => {
    end();
    return quote !== '' || isEscaped ? { fault: `${JSON.stringify(text)} has a quote or backslash without an end` } : new Sequence(words, leaf.spot);
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const inQuotes = quote !== '';
    if (isEscaped) {
      isEscaped = false;
      if (quote === '`' || quote === ')') word += '\\';
      take(at, quote === '`' || quote === ')' ? character : (({ t: '\t', n: '\n' })[character] ?? character));
    } else if (character === '\\') {
      if (quote === "'") take(at, character);
      else isEscaped = true;
    } else if (' \t\r\n'.includes(character)) {
      if (inQuotes) take(at, character);
      else end();
    } else if ((character === '"' || character === "'") && (!inQuotes || quote === character)) {
      if (inQuotes) isQuoted = true;
      quote = inQuotes ? '' : character;
    } else if (character === '`' && (!inQuotes || quote === '`')) {
      quote = inQuotes ? '' : '`';
      take(at, character);
    } else if (character === '(' && !inQuotes) {
      if (!word.endsWith('$')) return { fault: `${JSON.stringify(text)} has a bracket that no command can have without quotes` };
      quote = ')';
      take(at, character);
    } else if (character === ')' && (!inQuotes || quote === ')')) {
      if (!inQuotes) return { fault: `${JSON.stringify(text)} has a bracket that no command can have without quotes` };
      quote = '';
      take(at, character);
    } else if (';&|<>'.includes(character) && !inQuotes) {
      if (character === '>' && /^\d+$/.test(word)) [ranges, word, isWord, isQuoted] = [[], '', false, false];
      return whole();
    } else take(at, character);
  }
  return whole();
}
