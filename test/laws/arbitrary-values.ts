import * as fc from '../fast-check';
import { HOSTILE_STRINGS } from '../emit/hostile-strings';
import type { UrlDescription, ValueDescription } from './stack-description';

/** What `Compose`, the kubelet, YAML, a shell and a `.env` file give a meaning of their own, to be joined at random. */
const PIECES = ['$', '$$', '$(', ')', '${', '}', '{', 'A', 'MODE', ':-', ':?', '"', "'", '\\', '\n', ' ', '#', ': ', '%', ',', '%s'];

const withoutNul = (text: string): string => text.replaceAll('\0', '');

/** Text that something on the way to the container might change. A process cannot be given NUL, so that is left out. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_STRINGS).map(withoutNul) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map(withoutNul) },
);

/** Why somebody has a privilege: a reason is not empty. */
export const hostileReason = hostileText.filter((text) => text.trim() !== '');

/** The same on one line and not empty: what an operator can write into `.env`. */
export const operatorText: fc.Arbitrary<string> = hostileText.map((text) => text.replace(/[\r\n]/g, '') || 'set');

/** Whether Compose finds the end of `${NAME:-text}`: braces are paired, and none directly follows one that opens. */
function endsWhereItShould(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 && !/\{[{}]/.test(text);
}

/** A default that Compose can carry, see `model/parameter-default`. */
export const defaultText: fc.Arbitrary<string> = hostileText
  .map((text) => text.replace(/[\r\n\u2028\u2029]/g, ''))
  .map((text) => (endsWhereItShould(text) ? text : text.replace(/[{}]/g, '')));

export const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** The description stays free of keys without a value, so that a counterexample reads well. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

const index = fc.nat(20);
const literal: fc.Arbitrary<ValueDescription> = hostileText.map((text) => ({ kind: 'literal', text }));
const named: fc.Arbitrary<ValueDescription> = fc.record({ kind: fc.constantFrom('parameter' as const, 'secret' as const), of: index });
const endpoint: fc.Arbitrary<ValueDescription> = fc.record({
  kind: fc.constant('endpoint' as const),
  of: index,
  part: fc.constantFrom('host' as const, 'port' as const, 'authority' as const, 'publishedPort' as const),
  replica: fc.option(fc.nat(3), { nil: undefined }),
});
const plain: fc.Arbitrary<ValueDescription> = fc.record({
  kind: fc.constant('plain' as const),
  value: fc.oneof(fc.boolean(), fc.integer(), fc.constantFrom(0.5, 1e21, -0)),
});
const url: fc.Arbitrary<UrlDescription> = fc
  .record({
    kind: fc.constant('url' as const),
    of: index,
    scheme: optional(fc.constantFrom('https', 'postgresql+asyncpg')),
    // A literal `name:word` before the `@` is a password in the clear, which a check refuses.
    user: optional(hostileText.map((text) => text.replace(/[:@/]/g, ''))),
    password: optional(named),
    // A path begins with a slash: `@api` behind an authority would make a user of it, and an address in plain text of the rest.
    path: optional(fc.oneof(hostileText.map((text) => ({ kind: 'literal' as const, text: `/${text}` })), named)),
  })
  .map(defined);
const simple = fc.oneof({ weight: 3, arbitrary: literal }, { weight: 3, arbitrary: named }, { weight: 3, arbitrary: endpoint }, { weight: 1, arbitrary: url }, plain);
const composed: fc.Arbitrary<ValueDescription> = fc.record({
  kind: fc.constant('text' as const),
  parts: fc.array(fc.oneof({ weight: 6, arbitrary: simple }, fc.array(simple, { maxLength: 2 }).map((parts) => ({ kind: 'text' as const, parts }))), { maxLength: 4 }),
});

/** Anything that an environment variable may be given. */
export const anyValue: fc.Arbitrary<ValueDescription> = fc.oneof({ weight: 3, arbitrary: simple }, { weight: 2, arbitrary: composed });

/** A word of a command; `plain` values are for the environment only. */
export const word: fc.Arbitrary<ValueDescription> = fc.oneof(
  { weight: 4, arbitrary: literal },
  { weight: 1, arbitrary: named },
  { weight: 1, arbitrary: endpoint },
  { weight: 1, arbitrary: composed },
);

/** The first word of a command is the name of a file, which has no blanks. */
export function wordsAfter(...programs: readonly string[]): fc.Arbitrary<readonly ValueDescription[]> {
  const program = fc.constantFrom(...programs).map((text): ValueDescription => ({ kind: 'literal', text }));
  return fc.tuple(program, fc.array(word, { maxLength: 3 })).map(([first, rest]) => [first, ...rest]);
}
