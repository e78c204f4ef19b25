import { mapProject } from '../../scripts/import/project';
import type { ProjectMapping, ServiceMapping } from '../../scripts/import/program';
import type { Raw } from '../../scripts/import/raw';

export function mapped(services: Readonly<Record<string, Raw>>, directory = '.', top: Raw = {}): ProjectMapping {
  return mapProject({ name: 'Shop', directory, top, services: new Map(Object.entries(services)) });
}

/** What is said of the service `web`, by option. */
export function saidOf(file: Raw, others: Readonly<Record<string, Raw>> = {}): Record<string, unknown> {
  const { statements } = webOf(file, others);
  return Object.fromEntries(statements.map(({ option, value }) => [option.join('.'), value]));
}

export function webOf(file: Raw, others: Readonly<Record<string, Raw>> = {}): ServiceMapping {
  return mapped({ web: { image: 'web:1', ...file }, ...others }).services[0];
}

export const started = { kind: 'object', entries: { condition: { kind: 'member', of: 'StartCondition.STARTED' } } };

/** How it waits for its peers. */
export function optionsOf({ calls }: ServiceMapping): unknown[] {
  return calls.filter(({ method }) => method === 'startAfter').map((call) => call.arguments[1]);
}

export function leftOverOf(file: Raw, others: Readonly<Record<string, Raw>> = {}): string[] {
  return webOf(file, others).leftOver.map(({ attribute, why }) => `${attribute}: ${why}`);
}
