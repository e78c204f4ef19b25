import { operatorsVariables } from '../compose/interpolation';
import type { Subject } from '../problem';
import { at, fields, isFields, mappings, text, type Fields } from '../untyped';
import type { ComposeProject } from './compose-reading';

/*
 * What only the operator knows: no file has his secrets, and of a parameter no more than its default. In place of each of his
 * values there is a text that is made of its name, and can be no value.
 */

const [BEGIN, END] = ['\uE000', '\uE001'];

/** What stands for a value that only the operator knows. */
export const symbolOf = (name: string): string => `${BEGIN}${name}${END}`;

/** What stands for `http` or `https` where only who has made the Gateway knows which. */
export const EITHER_SCHEME = '\uE002';

/** Whether a value is the operator's, or has one of his in it. */
export const hasSymbol = (value: string): boolean => value.includes(BEGIN) || value.includes(EITHER_SCHEME);

/** Every text that a value may become when the operator has set his own. */
export const formOf = (value: string): RegExp => new RegExp(`^${value.split(/\uE000\w*\uE001/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*').replaceAll(EITHER_SCHEME, 'https?')}$`);

/** What an operator may set, by name: what he has to, and all that he can. */
export interface Operators {
  readonly least: ReadonlyMap<string, string>;
  readonly most: ReadonlyMap<string, string>;
}

/** The operators that may have these outputs. */
export function operatorsOf(manifests: readonly Subject[], { template, variables = new Map() }: ComposeProject): Operators {
  const required = requiredIn(template);
  const known = new Set(operatorsVariables(template));
  for (const { value } of manifests) keysIn(value, known, required);
  const symbols = (names: Iterable<string>): Map<string, string> => new Map([...[...names].map((name) => [name, symbolOf(name)] as const), ...variables]);
  return { least: symbols(required), most: symbols([...known, ...required]) };
}

/** Variables without which a project does not start. */
export function requiredIn(template: Fields): Set<string> {
  const required = new Set<string>();
  visit(template, (written) => {
    for (const [, name] of written.matchAll(/\$\{(\w+):?\?/g)) required.add(name);
  });
  for (const [name, secret] of Object.entries(fields(template['secrets']))) if (isFields(secret)) required.add(name);
  return required;
}

/** The keys of the Secrets and of the parameters that a manifest asks for. */
function keysIn(value: unknown, known: Set<string>, required: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) keysIn(item, known, required);
  if (!isFields(value)) return;
  for (const [field, item] of Object.entries(value)) {
    const key = field === 'secretKeyRef' || field === 'configMapKeyRef' ? text(at(item, 'key')) : undefined;
    if (key !== undefined) (field === 'secretKeyRef' && at(item, 'optional') !== true ? required : known).add(key);
    else keysIn(item, known, required);
    if (field === 'secret') for (const { key: name } of mappings(at(item, 'items'))) required.add(String(name));
  }
}

function visit(value: unknown, each: (text: string) => void): void {
  if (typeof value === 'string') each(value);
  else for (const item of Array.isArray(value) ? value : Object.values(fields(value))) visit(item, each);
}
