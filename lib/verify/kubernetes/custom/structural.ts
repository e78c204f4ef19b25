import { isDeepStrictEqual } from 'node:util';
import type { Place } from '../../problem';
import { isFields, items, plain, shown, text, texts, type Fields } from '../../untyped';
import type { ManifestCode } from '../codes';
import { DATE_TIME } from '../constraints';
import { nearestName } from '../../../model/nearest-name';

/** What is wrong at a place of a custom resource. */
export interface Fault {
  readonly code: ManifestCode;
  readonly place: Place;
  readonly detail: string;
}

const PRESERVE = 'x-kubernetes-preserve-unknown-fields';
const INT_OR_STRING = 'x-kubernetes-int-or-string';
const EMBEDDED = 'x-kubernetes-embedded-resource';

const TYPES: Readonly<Record<string, readonly [says: string, is: (value: unknown) => boolean]>> = {
  string: ['text', (value) => typeof value === 'string'],
  integer: ['an integer', Number.isInteger],
  number: ['a number', (value) => typeof value === 'number'],
  boolean: ['true or false', (value) => typeof value === 'boolean'],
  array: ['a list', Array.isArray],
  object: ['a mapping', isFields],
};

const fault = (code: ManifestCode, place: Place, detail: string): Fault => ({ code, place, detail });

/** Judges a value by the schema of a CustomResourceDefinition, in which fields that it does not name are dropped. */
export function* structuralFaults(schema: Fields, value: unknown, place: Place = []): Iterable<Fault> {
  // A field that may not be null is dropped where it is, or gets its default.
  if (value === null || value === undefined) return;
  const wrong = wrongType(schema, value);
  if (wrong !== undefined) {
    yield fault('manifest/wrong-type', place, `must be ${wrong} (got ${shown(value)})`);
    return;
  }
  for (const detail of invalid(schema, value)) yield fault('manifest/invalid-value', place, `${detail} (got ${shown(value)})`);
  if (Array.isArray(value)) yield* elements(schema, value, place);
  else if (isFields(value)) yield* members(schema, value, place);
}

function wrongType(schema: Fields, value: unknown): string | undefined {
  if (schema[INT_OR_STRING] === true) return Number.isInteger(value) || typeof value === 'string' ? undefined : 'an integer or text';
  const type = text(schema['type']) ?? '';
  const [says, is] = (Object.hasOwn(TYPES, type) ? TYPES[type] : undefined) ?? [];
  return is === undefined || is(value) ? undefined : says;
}

function* elements(schema: Fields, value: readonly unknown[], place: Place): Iterable<Fault> {
  for (const [index, item] of value.entries()) if (isFields(schema['items'])) yield* structuralFaults(schema['items'], item, [...place, index]);
}

function* members(schema: Fields, value: Fields, place: Place): Iterable<Fault> {
  const properties = isFields(schema['properties']) ? schema['properties'] : {};
  const others = schema['additionalProperties'];
  const isOpen = schema[PRESERVE] === true || others === true || (schema['properties'] === undefined && others === undefined && schema['type'] === undefined);
  for (const [name, member] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (isFields(known)) yield* structuralFaults(known, member, [...place, name]);
    else if (isFields(others)) yield* structuralFaults(others, member, [...place, name]);
    else if (!isOpen && !isImplied(schema, place, name)) yield unknownField([...place, name], name, Object.keys(properties));
  }
  for (const name of texts(schema['required'])) {
    if (value[name] === undefined) yield fault('manifest/missing-field', [...place, name], 'required field is missing');
  }
}

/** Every object has these, whether its schema names them or not. */
const isImplied = (schema: Fields, place: Place, name: string): boolean =>
  (place.length === 0 || schema[EMBEDDED] === true) && ['apiVersion', 'kind', 'metadata'].includes(name);

function unknownField(place: Place, name: string, names: readonly string[]): Fault {
  const other = nearestName(name, names);
  return fault('manifest/unknown-field', place, `unknown field${other === undefined ? '' : `; did you mean ${other}?`}`);
}

function* invalid(schema: Fields, value: unknown): Iterable<string> {
  const values = schema['enum'];
  if (Array.isArray(values) && !values.some((one) => isDeepStrictEqual(one, value))) yield `must be one of ${values.map(shown).join(', ')}`;
  if (typeof value === 'number') yield* invalidNumber(schema, value);
  if (typeof value === 'string') yield* invalidText(schema, value);
  if (Array.isArray(value)) yield* invalidCount(schema, value.length, 'minItems', 'maxItems', 'items');
  if (isFields(value)) yield* invalidCount(schema, Object.keys(value).length, 'minProperties', 'maxProperties', 'fields');
  if (schema['uniqueItems'] === true && Array.isArray(value) && new Set(value.map(shown)).size < value.length) yield 'must have each item once';
  yield* alternatives(schema, value);
}

function* invalidNumber({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: Fields, value: number): Iterable<string> {
  if (typeof minimum === 'number' && (value < minimum || (exclusiveMinimum === true && value === minimum))) yield `must be ${exclusiveMinimum === true ? 'more than' : 'at least'} ${minimum}`;
  if (typeof maximum === 'number' && (value > maximum || (exclusiveMaximum === true && value === maximum))) yield `must be ${exclusiveMaximum === true ? 'less than' : 'at most'} ${maximum}`;
  if (typeof multipleOf === 'number' && multipleOf > 0 && !Number.isInteger(Number((value / multipleOf).toFixed(9)))) yield `must be a multiple of ${multipleOf}`;
}

function* invalidText(schema: Fields, value: string): Iterable<string> {
  const pattern = compiled(schema['pattern']);
  if (pattern !== undefined && !pattern.test(value)) yield `must match ${plain(schema['pattern'])}`;
  if (schema['format'] === 'date-time' && !DATE_TIME.test(value)) yield 'must be a date and time like 2024-01-02T03:04:05Z';
  yield* invalidCount(schema, [...value].length, 'minLength', 'maxLength', 'characters');
}

function* invalidCount(schema: Fields, count: number, least: string, most: string, what: string): Iterable<string> {
  const [minimum, maximum] = [schema[least], schema[most]];
  if (typeof minimum === 'number' && count < minimum) yield `must have at least ${minimum} ${what}`;
  if (typeof maximum === 'number' && count > maximum) yield `must have at most ${maximum} ${what}`;
}

/** Go's expressions are nearly those of JavaScript; one that is none here judges nothing. */
function compiled(pattern: unknown): RegExp | undefined {
  if (typeof pattern !== 'string') return undefined;
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}

/** Alternatives say more of values and nothing of which fields there are. */
const isMet = (schema: unknown, value: unknown): boolean =>
  !isFields(schema) || [...structuralFaults({ ...schema, [PRESERVE]: true }, value)].every(({ code }) => code === 'manifest/unknown-field');

function* alternatives(schema: Fields, value: unknown): Iterable<string> {
  if (schema[INT_OR_STRING] === true) return;
  const met = (keyword: string): number => items(schema[keyword]).filter((one) => isMet(one, value)).length;
  if (met('allOf') < items(schema['allOf']).length) yield 'must meet all that its schema says (allOf)';
  if (Array.isArray(schema['anyOf']) && met('anyOf') === 0) yield 'must meet one of the alternatives of its schema (anyOf)';
  if (Array.isArray(schema['oneOf']) && met('oneOf') !== 1) yield `must meet exactly one of the alternatives of its schema (oneOf), and meets ${met('oneOf')}`;
  if (isFields(schema['not']) && isMet(schema['not'], value)) yield 'must not be what its schema excludes (not)';
}
