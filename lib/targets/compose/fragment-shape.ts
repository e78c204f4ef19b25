import { nearestName } from '../../model/nearest-name';
import { SECTIONS } from './document';
import type { ComposeFragment } from './fragments';
import { serviceProblem } from './service-shape';

/** The entries of a section that is there. */
export function entriesOf(section: unknown): [string, unknown][] {
  return isMapping(section) ? Object.entries(section) : [];
}

/** What of a fragment would not be written, or would be refused; types find it first where there are types. */
export function fragmentProblems(fragment: ComposeFragment): string[] {
  if (!isMapping(fragment)) return [`it is ${describe(fragment)}`];
  const problems: string[] = [];
  for (const [name, section] of Object.entries<unknown>(fragment)) {
    if (!(SECTIONS as readonly string[]).includes(name)) {
      const near = nearestName(name, SECTIONS);
      problems.push(`its section ${JSON.stringify(name)} is none of ${SECTIONS.join(', ')}${near === undefined ? '' : `; there is ${near}`}`);
    } else if (!isMapping(section)) {
      problems.push(`its section ${name} is ${describe(section)}`);
    } else {
      problems.push(...entriesOf(section).flatMap(([key, value]) => entryProblems(name, key, value)));
    }
  }
  return problems;
}

function entryProblems(section: string, key: string, value: unknown): string[] {
  if (value === null && section !== 'services') return [];
  if (!isMapping(value)) return [`${section}.${key} is ${describe(value)}`];
  const problem = section === 'services' ? serviceProblem(value) : undefined;
  return problem === undefined ? [] : [`services.${key} has ${problem}`];
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'a list, not a mapping' : value === null ? 'null' : typeof value === 'string' ? `the text ${JSON.stringify(value)}` : `${String(value)}, not a mapping`;
}
