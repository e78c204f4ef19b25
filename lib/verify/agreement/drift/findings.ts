import type { Aspect } from '../../../diagnostics/aspects';
import type { Place, Problem } from '../../problem';
import { shown } from '../../untyped';
import type { Pair } from './pairs';

/** Something in which two files differ. */
export interface Finding {
  readonly aspect: Aspect;
  /** `env PORT`, `memory limit`. */
  readonly what: string;
  readonly kubernetes?: string;
  readonly compose?: string;
  /** In place of the two values. */
  readonly says?: string;
  /** What is said of several services at once, where it is found of several. */
  readonly together?: string;
  /** Where in the container it stands on Kubernetes; where in the object if `isOfObject`. */
  readonly kubernetesPlace?: Place;
  readonly isOfObject?: true;
  /** An object other than that of the container. */
  readonly object?: string;
  readonly composePlace?: Place;
}

/** A finding, and what it was found of. */
export interface Found {
  readonly finding: Finding;
  readonly pair: Pair;
}

/** How many of one kind make one sentence where each has values of its own. */
const MANY = 3;

/** As problems; what is found of several is said once, and of many also where the values are not the same. */
export function problemsOf(all: readonly Found[], masked: (text: string) => string): Problem[] {
  const kinds = [...groupedBy(all, ({ finding: { aspect, together } }) => (together === undefined ? undefined : `${aspect} ${together}`)).values()].filter((group) => group.length >= MANY);
  const many = new Set(kinds.flat());
  const same = groupedBy(all.filter((found) => !many.has(found)), ({ finding: { aspect, what, kubernetes, compose, says } }) => JSON.stringify([aspect, what, kubernetes, compose, says]));
  const said = (group: readonly Found[], text: string): Problem => {
    const names = [...new Set(group.map(({ pair }) => pair.service.name))];
    return problemOf(group[0], names.length === 1 ? `${names[0]}: ${text}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}: ${text}`);
  };
  return [...kinds.map((group) => said(group, group[0].finding.together!)), ...[...same.values()].map((group) => said(group, sentence(group[0].finding, masked)))];
}

function groupedBy(all: readonly Found[], keyOf: (found: Found) => string | undefined): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const found of all) {
    const key = keyOf(found);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  return groups;
}

function problemOf({ finding, pair: { service, unit } }: Found, detail: string): Problem {
  const { aspect, kubernetesPlace, isOfObject, object, composePlace } = finding;
  return {
    code: `agreement/${aspect}`,
    subject: object ?? unit.subject,
    place: object !== undefined || isOfObject ? (kubernetesPlace ?? []) : [...unit.place, ...(kubernetesPlace ?? [])],
    detail,
    related: [`services.${service.name}`],
    relatedPlace: composePlace ?? [],
  };
}

function sentence({ what, kubernetes, compose, says }: Finding, masked: (text: string) => string): string {
  const value = (text: string | undefined): string => (text === undefined ? 'not there' : shown(masked(text)));
  return says ?? `${what} is ${value(kubernetes)} on Kubernetes, ${value(compose)} in Compose`;
}

/** What stands behind a word that says that it is a secret: in a configuration, and behind an option. */
const SAID = /((?:pass(?:word|wd|phrase)?|secret|token|api[-_]?key)\w*["']?\s*[:=]\s*["']?|\brequirepass\s+|--[\w-]*(?:pass(?:word|wd)?|secret|token|key)\s+)[^\s"',;<*]+/gi;

/** Hides secrets in what is shown: those that are known, the passwords of addresses, and what is said to be one. */
export function maskOf(secrets: Iterable<string>): (text: string) => string {
  const known = [...new Set(secrets)].filter((secret) => !/^(?:true|false|none|null|\d+)$/i.test(secret)).sort((a, b) => b.length - a.length);
  return (text) => {
    let shownText = text.replace(/\uE000([^\uE001]*)\uE001/g, '<$1>').replace(/(:\/\/[^\s:/@]*):[^\s@/<][^\s@/]*@/g, '$1:***@').replace(SAID, '$1***');
    for (const secret of known) shownText = shownText.replaceAll(secret, '***');
    return shownText;
  };
}
