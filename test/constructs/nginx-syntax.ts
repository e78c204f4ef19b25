/** A directive of nginx.conf: `listen 8080;`, or with a block of others. */
export interface Directive {
  readonly words: readonly string[];
  readonly block?: readonly Directive[];
}

/** What nginx takes for one word: quoted text with its escapes, or anything up to a blank or a sign that ends it. */
const TOKEN = /\s+|#[^\n]*|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]|[^\s"'{};#][^\s{};]*)/gy;

/**
 * Reads nginx.conf by its structure alone: every directive ends in `;` or has a block, every block is closed.
 *
 * @throws Error saying what is not as it should be
 */
export function parseNginx(text: string): readonly Directive[] {
  const root: Directive[] = [];
  const open: { words: readonly string[]; into: Directive[] }[] = [{ words: [], into: root }];
  let words: string[] = [];
  for (const token of tokens(text)) {
    const { into } = open[open.length - 1];
    switch (token) {
      case ';':
        if (words.length === 0) throw new Error('a ";" without a directive');
        into.push({ words });
        words = [];
        break;
      case '{': {
        if (words.length === 0) throw new Error('a "{" without a directive');
        const block: Directive[] = [];
        into.push({ words, block });
        open.push({ words, into: block });
        words = [];
        break;
      }
      case '}':
        if (words.length > 0) throw new Error(`"${words.join(' ')}" is not ended by ";"`);
        if (open.length === 1) throw new Error('a "}" too many');
        open.pop();
        break;
      default:
        words.push(token);
    }
  }
  if (words.length > 0) throw new Error(`"${words.join(' ')}" is not ended by ";"`);
  if (open.length > 1) throw new Error(`"${open[open.length - 1].words.join(' ')}" is not closed`);
  return root;
}

function* tokens(text: string): Generator<string> {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`no directive begins with ${JSON.stringify(text.slice(at, at + 20))}`);
    if (match[1] !== undefined) yield match[1];
  }
}

/** The block of the one directive with these words: `block(conf, 'http', 'server')`. */
export function block(directives: readonly Directive[], ...path: readonly string[]): readonly Directive[] {
  return path.reduce((within, words) => {
    const found = within.filter((directive) => directive.words.join(' ') === words);
    if (found.length !== 1 || !found[0].block) throw new Error(`${found.length} blocks "${words}", expected one`);
    return found[0].block;
  }, directives);
}

/** Each plain directive of a block as it is written. */
export function lines(directives: readonly Directive[]): string[] {
  return directives.filter(({ block: inner }) => !inner).map(({ words }) => words.join(' '));
}
