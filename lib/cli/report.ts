import type { AnnouncedDifference, ReportedChoice } from '../diagnostics/report-document';
import { fileProblem, type LocatedProblem } from '../verify/input/file-problem';
import type { Problem } from '../verify/problem';
import { at, fields, isFields, mappings, text, texts, type Fields } from '../verify/untyped';
import type { Files } from './files';

/** What synthesis has said of a stack as data, as far as it is needed to judge the outputs. */
export interface Report {
  /** Of Kubernetes, that it was written for. */
  readonly version?: string;
  /** Names of what was written. */
  readonly targets: readonly string[];
  readonly choices: readonly ReportedChoice[];
  readonly differences: readonly AnnouncedDifference[];
  /** What was found at synthesis already, and accepted. */
  readonly accepted: readonly Acceptance[];
}

/** A problem that somebody has acknowledged. */
interface Acceptance {
  readonly code: string;
  readonly message: string;
  readonly reason: string;
}

/** The report of a file, or why it is none. */
export function reportIn(file: string, files: Files): Report | LocatedProblem | undefined {
  const content = files.read(file);
  if (content === undefined) return undefined;
  const document = parsed(content);
  if (!isFields(document) || document['version'] !== 1 || !Array.isArray(document['differences'])) {
    return fileProblem('input/shape', files.shown(file), 'it is no report that this version of cdk8s-compose has written', 1);
  }
  const kubernetes = mappings(document['targets']).find(({ name }) => name === 'kubernetes');
  const version = text(at(kubernetes, 'settings', 'version'));
  return {
    ...(version !== undefined && { version }),
    targets: mappings(document['targets']).flatMap(({ name }) => text(name) ?? []),
    choices: mappings(document['choices']).map(choiceOf),
    differences: mappings(document['differences']).filter(isDifference),
    accepted: mappings(document['findings']).flatMap(acceptanceOf),
  };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function choiceOf(choice: Fields): ReportedChoice {
  const name = text(choice['name']);
  const parameters = Object.entries(fields(choice['parameters'])).map(([variable, value]) => [variable, String(value)] as const);
  return { ...(name !== undefined && { name }), profiles: texts(choice['profiles']), ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }) };
}

function acceptanceOf(finding: Fields): Acceptance[] {
  const [code, message, reason] = [text(finding['code']), text(finding['message']), text(finding['acknowledged'])];
  return code === undefined || message === undefined || reason === undefined ? [] : [{ code, message, reason }];
}

/** Why a problem is accepted: at synthesis the same was said of the object, after its name there. */
export function reasonFor({ code, detail }: Problem, { accepted }: Report): string | undefined {
  return accepted.find((each) => each.code === code && each.message.endsWith(detail))?.reason;
}

function isDifference(difference: Fields): difference is Fields & AnnouncedDifference {
  return ['workload', 'aspect', 'what', 'code'].every((field) => typeof difference[field] === 'string');
}

/** What was announced of one choice; of what runs without any profile if it has no name. */
export function announcedOf({ differences }: Report, choice: string | undefined): readonly AnnouncedDifference[] {
  return differences.filter((difference) => difference.choice === undefined || difference.choice === (choice ?? ''));
}
