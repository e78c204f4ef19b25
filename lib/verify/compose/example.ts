import type { LocatedProblem } from '../input/file-problem';
import { isFields } from '../untyped';
import { readTemplate } from './interpolation';
import { readDotenv } from './load/dotenv';
import type { LoadedProject } from './load/project';
import type { ProjectCode } from './codes';

/** A `.env.example`, and the project beside which it stands. */
export interface ExampleOf {
  /** How the file is called in what is said of it. */
  readonly file: string;
  readonly text: string;
  readonly project: Pick<LoadedProject, 'template' | 'used'>;
}

/** What Compose reads and the example of its variables does not name, and the other way round. */
export function* exampleProblems({ file, text, project: { template, used } }: ExampleOf): Iterable<LocatedProblem> {
  const described = describedIn(text);
  const read = new Map([...used.values()].map(({ name, origin }) => [name, origin]));
  for (const name of handedOn(template)) if (!read.has(name)) read.set(name, undefined);
  const problem = (detail: string, origin: LocatedProblem['origin']): LocatedProblem => ({ code: 'project/example' satisfies ProjectCode, subject: '', place: [], detail, origin });
  for (const [name, origin] of read) {
    if (!described.has(name) && !isOfCompose(name)) yield problem(`Compose reads ${name}, and ${file} does not name it`, origin ?? { file });
  }
  const defaults = defaultsIn(template);
  for (const [name, { value, line, isSet, isForNobody }] of described) {
    if (isOfCompose(name)) continue;
    // One variable may stand for several parameters, each with a default of its own.
    const known = [...(defaults.get(name) ?? [value])];
    if (!read.has(name) && !isForNobody) yield problem(`it names ${name}, which Compose does not read`, { file, line });
    else if (!isSet && !known.includes(value)) yield problem(`it says that the default of ${name} is ${JSON.stringify(value)}, and it is ${JSON.stringify(known[0])}`, { file, line });
  }
}

/** Compose itself looks at these. */
const isOfCompose = (name: string): boolean => name.startsWith('COMPOSE_');

interface Described {
  readonly value: string;
  /** From 1. */
  readonly line: number;
  readonly isSet: boolean;
  /** Whether it is said to be of no use. */
  readonly isForNobody: boolean;
}

/** The variables of an example: a line of each, which ends a block, and is a comment where it shows a default. */
function describedIn(text: string): Map<string, Described> {
  const found = new Map<string, Described>();
  const lines = text.split(/\r?\n/);
  let block = 0;
  for (const [index, line] of lines.entries()) {
    if (line === '') block = index;
    const [, comment, assignment, name] = /^(# )?((?:export +)?([A-Za-z_]\w*)=.*)$/.exec(line) ?? [];
    if (name === undefined || (comment !== undefined && (lines[index + 1] ?? '') !== '')) continue;
    found.set(name, { value: readDotenv(assignment, new Map()).variables.get(name) ?? '', line: index + 1, isSet: comment === undefined, isForNobody: lines.slice(block, index).some((said) => said.endsWith('Nothing uses it.')) });
  }
  return found;
}

/** Variables that are named and not referred to: the value of a secret, or one without a value, which takes that of the operator. */
function* handedOn(value: unknown): Iterable<string> {
  if (Array.isArray(value)) for (const item of value) yield* handedOn(item);
  if (!isFields(value)) return;
  for (const [field, item] of Object.entries(value)) {
    if (field === 'environment' && typeof item === 'string') yield item;
    else if ((field === 'environment' || field === 'args') && isFields(item)) for (const [name, text] of Object.entries(item)) { if (text === null) yield name; }
    else yield* handedOn(item);
  }
}

/** The texts that variables have where nobody sets them, as far as they are no variables themselves. */
function defaultsIn(value: unknown, found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  if (typeof value === 'string' && value.includes('$')) {
    for (const part of readTemplate(value).parts) {
      if (typeof part !== 'string' && /^:?-$/.test(part.operator) && !part.operand.includes('$')) found.set(part.name, (found.get(part.name) ?? new Set()).add(part.operand));
    }
  } else {
    for (const item of Array.isArray(value) ? value : Object.values(isFields(value) ? value : {})) defaultsIn(item, found);
  }
  return found;
}
