import * as fc from '../fast-check';
import { stringifyDotenv } from '../../lib/emit/dotenv';

function line(value: string): string {
  return stringifyDotenv([], [{ name: 'X', comment: [], required: false, value }]);
}

/** How Compose (compose-go v2.16 dotenv/parser.go) reads the value of one `NAME=value` line, with no variables to interpolate. */
function readAsCompose(text: string): string {
  const source = text.slice(text.indexOf('=') + 1).replace(/^[\t\v\f\r \u0085\u00a0]+/, '');
  const mark = source[0];
  if (mark !== '"' && mark !== "'") return interpolate((source.split('\n')[0] ?? '').split(' #')[0]?.trimEnd() ?? '');
  let value = '';
  let escaped = false;
  for (let index = 1; index < source.length; index += 1) {
    const character = source.charAt(index);
    if (character === mark && !escaped) {
      if (source.slice(index + 1) !== '\n') throw new Error(`text after the closing quote: ${source}`);
      return mark === '"' ? interpolate(value.replace(/\\(?:[abcfnrtv$"\\]|0\d{0,3})/g, unescape)) : value;
    }
    if (character === '\\' && !escaped) {
      escaped = true;
      continue;
    }
    value += escaped && character !== mark ? `\\${character}` : character;
    escaped = false;
  }
  throw new Error(`unterminated: ${source}`);
}

function unescape(sequence: string): string {
  const known: Record<string, string> = { '\\n': '\n', '\\r': '\r', '\\t': '\t', '\\$': '$$', '\\"': '"', '\\\\': '\\' };
  const character = known[sequence];
  if (character === undefined) throw new Error(`an escape we never write: ${sequence}`);
  return character;
}

function interpolate(value: string): string {
  return value.replace(/\$(\$|[_a-z][_a-z0-9]*|\{)?/gi, (match, what?: string) => {
    if (what === undefined) return match;
    if (what === '$') return '$';
    throw new Error(`interpolated: ${match}`);
  });
}

test('the shape of the file', () => {
  const text = stringifyDotenv(
    ['shop: copy to .env beside compose.yaml and fill in.', 'Lines that are commented out show the default.'],
    [
      { name: 'API_KEY', comment: ['Required. Key for the API, used by backend.'], required: true },
      { name: 'PASSWORD', comment: ['Required. Letters and digits only:', '  openssl rand -hex 24'], required: true, value: 'never shown' },
      { name: 'TIME_SCALE', comment: ['Game minutes per real minute.\n\n1 to 100. '], required: false, value: '10' },
      { name: 'EMPTY', comment: [], required: false, value: '' },
      { name: 'UNSET', comment: ['a\r\nb\rc'], required: false },
    ],
  );
  expect(text).toBe(`# shop: copy to .env beside compose.yaml and fill in.
# Lines that are commented out show the default.

# Required. Key for the API, used by backend.
API_KEY=

# Required. Letters and digits only:
#   openssl rand -hex 24
PASSWORD=

# Game minutes per real minute.
#
# 1 to 100.
# TIME_SCALE=10

# EMPTY=

# a
# b
# c
# UNSET=
`);
});

test('without header or entries', () => {
  expect(stringifyDotenv([], [{ name: 'A', comment: [], required: true }])).toBe('A=\n');
  expect(stringifyDotenv(['only'], [])).toBe('# only\n');
  expect(stringifyDotenv([], [])).toBe('');
});

test.each([
  ['https://api.deepseek.com', 'https://api.deepseek.com'],
  ['user@host,a+b=50%', 'user@host,a+b=50%'],
  ['a b', "'a b'"],
  [' a ', "' a '"],
  ['a #b', "'a #b'"],
  ['#a', "'#a'"],
  ['"a"', `'"a"'`],
  ['$X ${Y:-z} $$', "'$X ${Y:-z} $$'"],
  ['a\\b', "'a\\b'"],
  ['a\\\\b', "'a\\\\b'"],
  ['a\\', '"a\\\\"'],
  ["it's", `"it's"`],
  [`it's "$5" \\`, `"it's \\"\\$5\\" \\\\"`],
  ['a\nb', '"a\\nb"'],
  ['a\r\n$b', '"a\\r\\n\\$b"'],
  ['\t', "'\t'"],
  ['é', "'é'"],
])('value %j', (value, expected) => {
  expect(line(value)).toBe(`# X=${expected}\n`);
  expect(readAsCompose(line(value))).toBe(value);
});

test('law: Compose reads the value that was given, from one line', () => {
  const nasty = fc.string({ unit: fc.constantFrom(...'aX_1 #=:\'"\\${}-\n\r\t', '\\', '$', '\u00a0', '\u0085', 'é', '😀'), maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (value) => {
      fc.pre(!value.includes('\0'));
      expect(line(value).split('\n')).toHaveLength(2);
      expect(readAsCompose(line(value))).toBe(value);
    }),
    { numRuns: 1000 },
  );
});

test.each(['', '1A', 'A-B', 'A B', 'A=B', 'A\nB', 'É'])('refuses the name %j', (name) => {
  expect(() => stringifyDotenv([], [{ name, comment: [], required: true }])).toThrow(
    new TypeError(`cannot write ${JSON.stringify(name)} to a .env file: a name has only letters, digits and "_", and does not start with a digit`),
  );
});

test.each(['a\0b', '\ud800'])('refuses the value %j', (value) => {
  expect(() => line(value)).toThrow(
    new TypeError(`cannot write ${JSON.stringify(value)} to a .env file as X: no environment variable can have this value`),
  );
});
