import type { Codes } from '../diagnostics/declaration';
import { CONTAINER_WORDS, WORKLOAD_WORDS, type Word, type WordFeature } from '../model/words';
import { decisions, type Support } from './support';

/** What a target makes of one word: its decision, and the attributes that the word becomes where it becomes any. */
export interface LoweredWord<Value, Attributes> {
  readonly support: Support;
  lower(value: Value): Attributes | undefined;
}

/** A decision for each word; a new word does not compile until every target has decided it. */
export type WordTable<W, Attributes> = { readonly [K in keyof Required<W>]: LoweredWord<NonNullable<W[K]>, Attributes> };

/** What a target's `words.ts` is written with. */
export interface WordDefinitions<Attributes, Code extends string> {
  /** A word that becomes attributes. */
  word<Value>(support: Support, lower: (value: Value) => Attributes): LoweredWord<Value, Attributes>;
  /** A word that becomes attributes which mean something a little different. */
  approximated<Value>(code: Code, as: string, lower: (value: Value) => Attributes): LoweredWord<Value, Attributes>;
  /** A word that becomes nothing but a finding. */
  unsupported<Value>(code: Code): LoweredWord<Value, Attributes>;
  /** The table, held against the words that there are. */
  table<W>(table: WordTable<W, Attributes>): WordTable<W, Attributes>;
}

/** The words of a target whose attributes are of one kind, and whose codes are `C`. */
export function defineWords<Attributes, C extends Codes>(): WordDefinitions<Attributes, keyof C & string> {
  const { approximated, unsupported } = decisions<C>();
  const word = <Value>(support: Support, lower: (value: Value) => Attributes): LoweredWord<Value, Attributes> => ({ support, lower });
  return {
    word,
    approximated: (code, as, lower) => word(approximated(code, as), lower),
    unsupported: (code) => ({ support: unsupported(code), lower: () => undefined }),
    table: (table) => table,
  };
}

/** The attributes that something's words become. */
export function lowerWords<W extends object, Attributes extends object>(table: WordTable<W, Attributes>, said: W): Attributes {
  const attributes = {} as Attributes;
  for (const name of Object.keys(table) as (keyof W)[]) {
    const value = said[name];
    if (value !== undefined) Object.assign(attributes, (table[name] as LoweredWord<unknown, Attributes>).lower(value));
  }
  return attributes;
}

type SupportOf<Words extends Readonly<Record<string, Word<never>>>> = { readonly [K in keyof Words as Words[K]['feature']]: Support };

/** The decisions about words, as the rows of a support table. */
export function wordSupport(
  ofWorkloads: { readonly [K in keyof typeof WORKLOAD_WORDS]: { readonly support: Support } },
  ofContainers: { readonly [K in keyof typeof CONTAINER_WORDS]: { readonly support: Support } },
): SupportOf<typeof WORKLOAD_WORDS> & SupportOf<typeof CONTAINER_WORDS> {
  const rows = [[WORKLOAD_WORDS, ofWorkloads], [CONTAINER_WORDS, ofContainers]] as const;
  return Object.fromEntries(
    rows.flatMap(([words, decided]) => Object.entries(words).map(([name, { feature }]) => [feature, (decided as Readonly<Record<string, { support: Support }>>)[name].support])),
  ) as SupportOf<typeof WORKLOAD_WORDS> & SupportOf<typeof CONTAINER_WORDS>;
}

/** One decision for all words, those to come included, for a target that is about none of them. */
export function everyWord(support: Support): Readonly<Record<WordFeature, Support>> {
  const words = [...Object.values(WORKLOAD_WORDS), ...Object.values(CONTAINER_WORDS)];
  return Object.fromEntries(words.map(({ feature }) => [feature, support])) as Record<WordFeature, Support>;
}
