import type { Event } from 'js-yaml';
import { yamlLibrary } from '../libraries';
import type { Place } from '../problem';
import { fileProblem, type LocatedProblem } from './file-problem';
import { DEEPEST, MOST_MERGED_KEYS, MOST_OF_A_KIND, MOST_VALUES } from './limits';
import { offsetAt, outlinesOf, type Outlines } from './outline';
import type { Reader } from './scalars';
import { schemaFor } from './schema';
import { lineAt } from './text';
import { Tagged, type MergeTag } from './tagged';

/** One document of a file. */
export interface YamlDocument {
  /** Plain data: mappings are objects, and what aliases stand for is the same object wherever they stand. */
  readonly value: unknown;
  /** Line, from 1, of what stands at a place, or of the nearest thing around it. */
  lineOf(place: Place): number;
}

/** What stands in a file. */
export interface YamlFile {
  /** Those that are not empty; none if there are problems. */
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly LocatedProblem[];
}

/**
 * Reads YAML, and the JSON that is part of it, as the one who uses the file in the end does: plain words mean what they mean
 * to kubectl or to Compose, and merge keys (`<<`) are applied. Values with a tag of Compose are {@link Tagged}.
 *
 * It never throws: what is no YAML, too large or without an end is in the problems, each with its line.
 *
 * @param file how problems call it
 */
export function readYaml(text: string, file: string, reader: Reader): YamlFile {
  try {
    const events = eventsOf(text);
    const refused = [...wrongTags(events, text, file, reader), ...wrongAliases(events, text, file)];
    if (refused.length > 0) return { documents: [], problems: refused };
    const values = yamlLibrary().constructFromEvents(events, { source: text, schema: schemaFor(reader), maxTotalMergeKeys: MOST_MERGED_KEYS });
    const tooHeavy = weightProblem(values, events, file);
    if (tooHeavy) return { documents: [], problems: [tooHeavy] };
    return { documents: documentsOf(values, text), problems: [] };
  } catch (error) {
    return { documents: [], problems: whyNot(error, text, file) };
  }
}

function eventsOf(text: string): Event[] {
  return yamlLibrary().parseEvents(text, { maxDepth: DEEPEST });
}

function documentsOf(values: readonly unknown[], text: string): YamlDocument[] {
  let outlines: Outlines | undefined;
  return values.flatMap((value, at): YamlDocument[] => {
    if (value === undefined || value === null) return [];
    return [{
      value,
      lineOf: (place) => {
        outlines ??= outlinesOf(text, eventsOf(text));
        const outline = outlines.documents[at];
        return outline ? lineAt(text, offsetAt(outline, place)) : 1;
      },
    }];
  });
}

/** The tags of YAML that both readers know, and that mean nothing else than plain data. */
const KNOWN_TAGS = new Set(['!', ...['str', 'int', 'float', 'bool', 'null', 'seq', 'map', 'binary', 'merge'].flatMap((name) => [`!!${name}`, `!<tag:yaml.org,2002:${name}>`])]);
const COMPOSE_TAGS: ReadonlySet<string> = new Set<MergeTag>(['!reset', '!override']);

function wrongTags(events: readonly Event[], text: string, file: string, reader: Reader): LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  for (const event of events) {
    if (!('tagStart' in event) || event.tagStart === -1) continue;
    const tag = text.slice(event.tagStart, event.tagEnd);
    if (KNOWN_TAGS.has(tag) || (reader === 'compose' && COMPOSE_TAGS.has(tag))) continue;
    if (problems.length < MOST_OF_A_KIND) problems.push(fileProblem('input/tag', file, `${tag} is ${tagOwner(tag)}`, lineAt(text, event.tagStart)));
  }
  return problems;
}

function tagOwner(tag: string): string {
  if (COMPOSE_TAGS.has(tag)) return 'a tag of Compose, which no manifest has';
  return tag.startsWith('!!') ? 'a tag that these readers take for plain data, each in its own way' : 'no tag of YAML itself';
}

/** Aliases of what is not there (yet), and of what they stand in themselves. */
function wrongAliases(events: readonly Event[], text: string, file: string): LocatedProblem[] {
  const { EVENT_ID } = yamlLibrary();
  const problems: LocatedProblem[] = [];
  const known = new Set<string>();
  const open: string[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.POP) open.pop();
    else if (event.type === EVENT_ID.DOCUMENT) {
      known.clear();
      open.push('');
    } else if (event.type === EVENT_ID.ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      const wrong = open.includes(name) ? `*${name} stands inside of what it stands for` : known.has(name) ? undefined : `*${name} stands for an anchor that is not before it`;
      if (wrong !== undefined && problems.length < MOST_OF_A_KIND) problems.push(fileProblem('input/alias', file, wrong, lineAt(text, event.anchorStart)));
    } else {
      const name = event.anchorStart === -1 ? '' : text.slice(event.anchorStart, event.anchorEnd);
      if (name !== '') known.add(name);
      if (event.type !== EVENT_ID.SCALAR) open.push(name);
    }
  }
  return problems;
}

function weightProblem(values: readonly unknown[], events: readonly Event[], file: string): LocatedProblem | undefined {
  const { EVENT_ID } = yamlLibrary();
  let written = 0;
  let hasAliases = false;
  for (const { type } of events) {
    if (type === EVENT_ID.ALIAS) hasAliases = true;
    else if (type !== EVENT_ID.DOCUMENT && type !== EVENT_ID.POP) written++;
  }
  const { count, depth } = hasAliases ? weightOf(values) : { count: written, depth: 0 };
  if (count > MOST_VALUES) {
    return fileProblem('input/too-large', file, hasAliases ? `with its aliases resolved it has more than ${MOST_VALUES} values, of ${written} that are written` : `it has ${written} values, and ${MOST_VALUES} are read`);
  }
  return depth > DEEPEST ? fileProblem('input/too-deep', file, `with its aliases resolved more than ${DEEPEST} values stand inside of each other`) : undefined;
}

/** How many values there are, each counted as often as it stands somewhere, and how many inside of each other. */
interface Weight {
  readonly count: number;
  readonly depth: number;
}

const SCALAR: Weight = { count: 1, depth: 1 };

/** Without going through what is shared twice: an anchor is before its aliases, so this goes no deeper than the text does. */
function weightOf(values: readonly unknown[]): Weight {
  const known = new Map<object, Weight>();
  const weigh = (value: unknown): Weight => {
    if (typeof value !== 'object' || value === null) return SCALAR;
    const before = known.get(value);
    if (before) return before;
    let count = 1;
    let depth = 0;
    for (const each of value instanceof Tagged ? [value.value] : Object.values(value)) {
      const inner = weigh(each);
      count += inner.count;
      depth = Math.max(depth, inner.depth);
    }
    const weight = { count, depth: depth + 1 };
    known.set(value, weight);
    return weight;
  };
  return weigh(values);
}

/** What a library has thrown, as problems of the file. */
function whyNot(error: unknown, text: string, file: string): LocatedProblem[] {
  if (!(error instanceof yamlLibrary().YAMLException)) return [fileProblem('input/syntax', file, error instanceof Error ? error.message : String(error))];
  const line = error.mark ? error.mark.line + 1 : undefined;
  if (error.reason.startsWith('nesting exceeded')) return [fileProblem('input/too-deep', file, `more than ${DEEPEST} values stand inside of each other`, line)];
  if (error.reason === 'duplicated mapping key') return duplicates(text, file);
  if (error.reason.startsWith('merge keys exceeded')) return [fileProblem('input/too-large', file, `merges (<<) bring more than ${MOST_MERGED_KEYS} keys into its mappings`, line)];
  const isStrangeKey = error.reason.includes('complex keys');
  const template = text.indexOf('{{');
  if (template !== -1) return [fileProblem('input/template', file, `"{{" begins an expression of a template, and the text is no YAML as it is (${isStrangeKey ? 'a key is a mapping' : `${error.reason}${line === undefined ? '' : `, line ${line}`}`})`, lineAt(text, template))];
  if (isStrangeKey) return strangeKeys(text, file);
  return [fileProblem('input/syntax', file, error.reason, line)];
}

function strangeKeys(text: string, file: string): LocatedProblem[] {
  const found = outlinesOf(text, eventsOf(text)).strangeKeys.slice(0, MOST_OF_A_KIND);
  return found.map((offset) => fileProblem('input/shape', file, 'a key is a mapping or a list, and has to be a text', lineAt(text, offset)));
}

function duplicates(text: string, file: string): LocatedProblem[] {
  const found = outlinesOf(text, eventsOf(text)).duplicates.slice(0, MOST_OF_A_KIND);
  return found.map(({ key, offset, first }) => fileProblem('input/duplicate-key', file, `${JSON.stringify(key)} stands twice in one mapping, first in line ${lineAt(text, first)}`, lineAt(text, offset)));
}
