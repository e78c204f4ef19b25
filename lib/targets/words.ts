import type { Codes } from '../diagnostics/declaration';
import { CONTAINER_WORDS, featuresOf, saidWords, WORKLOAD_WORDS, type AspectsOf, type Word, type WordFeature } from '../model/words';
import { decisions, type Support } from './support';

/** What a target makes of one word: its decision, and the attributes that the word becomes where it becomes any. */
export interface LoweredWord<Value, Attributes, Aspects extends string = string> {
  readonly support: Support;
  /** The decisions about what some values say besides. */
  readonly aspects: Readonly<Record<Aspects, Support>>;
  lower(value: Value): Attributes | undefined;
}

/** A decision for each word; a new word does not compile until every target has decided it. */
export type WordTable<W, Attributes> = {
  readonly [K in keyof Required<W>]: LoweredWord<NonNullable<W[K]>, Attributes, AspectsOf<AllWords[K & keyof AllWords]>>;
};

type AllWords = typeof WORKLOAD_WORDS & typeof CONTAINER_WORDS;

/** What a target's `words.ts` is written with. */
export interface WordDefinitions<Attributes, Code extends string> {
  /** A word that becomes attributes. */
  word<Value, Aspects extends string = never>(
    support: Support, lower: (value: Value) => Attributes | undefined, aspects?: Readonly<Record<Aspects, Support>>,
  ): LoweredWord<Value, Attributes, Aspects>;
  /** A word that becomes attributes which mean something a little different. */
  approximated<Value>(code: Code, as: string, lower: (value: Value) => Attributes | undefined): LoweredWord<Value, Attributes, never>;
  /** A word that becomes nothing but a finding. */
  unsupported<Value>(code: Code): LoweredWord<Value, Attributes, never>;
  /** The table, held against the words that there are. */
  table<W>(table: WordTable<W, Attributes>): WordTable<W, Attributes>;
}

/** The words of a target whose attributes are of one kind, and whose codes are `C`. */
export function defineWords<Attributes, C extends Codes>(): WordDefinitions<Attributes, keyof C & string> {
  const { approximated, unsupported } = decisions<C>();
  const word: WordDefinitions<Attributes, keyof C & string>['word'] = (support, lower, aspects) => ({ support, lower, aspects: aspects ?? ({} as NonNullable<typeof aspects>) });
  return {
    word,
    approximated: (code, as, lower) => word(approximated(code, as), lower),
    unsupported: (code) => word(unsupported(code), () => undefined),
    table: (table) => table,
  };
}

/** The attributes that each word of something becomes, in the order of the table. */
export function lowerEach<Attributes extends object, Name extends string>(table: Lowering<Attributes, Name>, said: { readonly [K in NoInfer<Name>]?: unknown }): readonly Attributes[] {
  const names = saidWords(table, said);
  if (names.length === 0) return NO_ATTRIBUTES;
  const all: Attributes[] = [];
  for (const name of names) {
    const attributes = table[name].lower(said[name] as never);
    if (attributes !== undefined) all.push(attributes);
  }
  return all;
}

const NO_ATTRIBUTES: readonly never[] = [];

type Lowering<Attributes, Name extends string> = Readonly<Record<Name, { lower(value: never): Attributes | undefined }>>;

/** The attributes that something's words become, put together. */
export function lowerWords<Attributes extends object, Name extends string>(table: Lowering<Attributes, Name>, said: { readonly [K in NoInfer<Name>]?: unknown }): Attributes {
  const all = lowerEach(table, said);
  return all.length === 0 ? ({} as Attributes) : joined({} as Attributes, ...all);
}

/** Attributes that several say, in one: what has attributes of its own is put together, lists follow each other without repeating anything, otherwise the last counts. */
export function joined<T extends object>(first: T, ...others: readonly Partial<T>[]): T {
  // Most say nothing.
  if (others.every(isEmpty)) return first;
  const added = others.flatMap((other) => Object.entries(other));
  const result = Object.assign({}, first) as Record<string, unknown>;
  for (const [name, value] of added) {
    const before = result[name];
    if (Array.isArray(before) && Array.isArray(value)) result[name] = [...new Set([...(before as unknown[]), ...(value as unknown[])])];
    else if (isAttributes(before) && isAttributes(value)) result[name] = joined(before, value);
    else result[name] = value;
  }
  return result as T;
}

function isEmpty(attributes: object): boolean {
  for (const name in attributes) if (Object.hasOwn(attributes, name)) return false;
  return true;
}

function isAttributes(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Decided<Table> = { readonly [K in keyof Table]: Pick<LoweredWord<never, unknown>, 'support' | 'aspects'> };

/** The decisions about words, as the rows of a support table. */
export function wordSupport(ofWorkloads: Decided<typeof WORKLOAD_WORDS>, ofContainers: Decided<typeof CONTAINER_WORDS>): Readonly<Record<WordFeature, Support>> {
  const rows = [[WORKLOAD_WORDS, ofWorkloads], [CONTAINER_WORDS, ofContainers]] as const;
  return Object.fromEntries(
    rows.flatMap(([words, decided]) => Object.entries(words).flatMap(([name, { feature }]): [string, Support][] => {
      const { support, aspects } = (decided as Decided<Readonly<Record<string, unknown>>>)[name];
      return [[feature, support], ...Object.entries(aspects)];
    })),
  ) as Record<WordFeature, Support>;
}

/** One decision for all words, those to come included, for a target that is about none of them. */
export function everyWord(support: Support): Readonly<Record<WordFeature, Support>> {
  const features = [...Object.values<Word<never>>(WORKLOAD_WORDS), ...Object.values<Word<never>>(CONTAINER_WORDS)].flatMap(featuresOf);
  return Object.fromEntries(features.map((feature) => [feature, support])) as Record<WordFeature, Support>;
}
