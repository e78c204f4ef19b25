import type { IConstruct } from 'constructs';
import { recordFault } from '../../model/fault';
import { captureTrace, type OnStack } from '../../model/trace';
import type { Parameter } from '../parameter';
import { pairs } from '../said';

/** The value of a setting of a server. A parameter is the operator's choice; a secret is none, since settings can be read by anyone who sees the container. */
export type ServerSetting = string | number | boolean | Parameter;

/** What a server is told beside what its other properties say, by the names that the server has for it. */
export interface ServerSettings {
  readonly [name: string]: ServerSetting;
}

/** What a server takes as its settings. */
export interface SettingRules {
  /** What a name looks like, and how that is said. */
  readonly name: { readonly pattern: RegExp; readonly rule: string };
  /** Settings that are not the user's to make, by their names as `same` has them, each with what to say instead. */
  readonly own: { readonly [name: string]: string };
  /** How a name is compared with others: a server may not mind case, or `-` for `_`. */
  readonly same?: (name: string) => string;
  /** Why the server does not take the text of a value; undefined if it does. */
  readonly value?: (text: string, name: string) => string | undefined;
  /** How the server spells true and false. */
  readonly spelling?: readonly [yes: string, no: string];
}

/** Settings as the server reads them, and what is wrong with them. */
export interface SpelledSettings {
  readonly entries: readonly (readonly [name: string, value: string | Parameter])[];
  readonly problems: readonly { readonly field: string; readonly value: string; readonly rule: string }[];
}

/** The settings by name, as the server spells them, before there is a construct on which anything could be reported. */
export function spelledSettings(settings: ServerSettings | undefined, rules: SettingRules): SpelledSettings {
  const { name: { pattern, rule }, own, same = (name) => name, value: problemOf, spelling: [yes, no] = ['true', 'false'] } = rules;
  const problems: { field: string; value: string; rule: string }[] = [];
  const before = new Map<string, string>();
  const entries = (pairs(settings) ?? []).flatMap(([name, given]) => {
    const value = typeof given === 'object' ? given : typeof given === 'boolean' ? (given ? yes : no) : String(given);
    const text = typeof value === 'string' ? value : (value._default ?? '');
    const key = same(name);
    const rival = before.get(key);
    before.set(key, name);
    const found = problems.length;
    if (!pattern.test(name)) problems.push({ field: 'the name of a setting', value: name, rule });
    else if (Object.hasOwn(own, key)) problems.push({ field: `the setting ${name}`, value: text, rule: `left out: ${own[key]}` });
    else if (rival !== undefined) problems.push({ field: 'the name of a setting', value: name, rule: `said once: ${rival} is the same one` });
    const isUnset = typeof value !== 'string' && value._default === undefined;
    const problem = isUnset ? 'a parameter with a default: without a value the server would not start' : /\p{Cc}/u.test(text) ? 'without line breaks and other control characters' : problemOf?.(text, name);
    if (problem !== undefined) problems.push({ field: `the setting ${name}`, value: text, rule: problem });
    // What is refused is in no output, lest it be found once more by what it would do there.
    return problems.length > found ? [] : [[name, value] as const];
  });
  return { entries, problems };
}

/** Reports what the server would not take, and what is not the user's to say. */
export function reportSettings(server: IConstruct, { problems }: SpelledSettings, below: OnStack): void {
  for (const problem of problems) recordFault(server, { kind: 'server-setting', path: server.node.path, ...problem, trace: captureTrace(below) });
}
