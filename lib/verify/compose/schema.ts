import type { OutputUnit, Validator } from '@cfworker/json-schema';
import { schemaLibrary } from '../libraries';
import { packagedSchema } from '../packaged-schema';
import type { Place, Problem } from '../problem';
import { isFields, shown, type Fields } from '../untyped';
import { shownPlace } from '../place-text';
import type { ProjectCode } from './codes';
import { fault, subjectAt } from './fault';

/*
 * The schema is interpreted, not compiled: Ajv would need ten times as long to compile it as all stacks of a repository
 * take to be judged.
 */

interface Specification {
  readonly schema: Fields;
  readonly validator: Validator;
}

let loaded: Specification | undefined;

function specification(): Specification {
  if (loaded) return loaded;
  const schema = packagedSchema('compose') as Fields;
  loaded = { schema, validator: new (schemaLibrary().Validator)(schema, '2020-12', false) };
  return loaded;
}

/** Unknown fields, wrong types and values outside of what the Compose Specification allows. */
export function schemaProblems(document: unknown): Problem[] {
  const { schema, validator } = specification();
  const { valid, errors } = validator.validate(document);
  if (valid) return [];
  const told = new Set<string>();
  return withoutAlternatives(errors).flatMap((error) => {
    const problem = problemOf(error, schema, document);
    const key = problem && JSON.stringify([problem.code, problem.subject, problem.place]);
    if (!problem || told.has(key!)) return [];
    told.add(key!);
    return [problem];
  });
}

const UNIONS = new Set(['oneOf', 'anyOf']);

/**
 * Every alternative of a union says what it misses. Where one got further than the type of the value, it is the one that the
 * author meant, and the others only hide it; where none did, all that can be said is which types there are.
 */
function withoutAlternatives(errors: readonly OutputUnit[]): readonly OutputUnit[] {
  const dropped = new Set<OutputUnit>();
  for (const union of errors.filter(({ keyword }) => UNIONS.has(keyword))) {
    const inside = errors.filter((error) => error !== union && error.keywordLocation.startsWith(`${union.keywordLocation}/`));
    const branchOf = (error: OutputUnit): string => error.keywordLocation.slice(union.keywordLocation.length + 1).split('/')[0];
    const refused = new Set(inside.filter(({ keyword, instanceLocation }) => keyword === 'type' && instanceLocation === union.instanceLocation).map(branchOf));
    const meant = [...new Set(inside.map(branchOf))].filter((branch) => !refused.has(branch));
    const chosen = meant[0];
    for (const error of inside) if (chosen === undefined || branchOf(error) !== chosen) dropped.add(error);
    if (chosen !== undefined) dropped.add(union);
  }
  return errors.filter((error) => !dropped.has(error));
}

function problemOf(error: OutputUnit, schema: Fields, document: unknown): Problem | undefined {
  const at = placeIn(error.instanceLocation, document);
  const rule = valueAt(schema, error.keywordLocation, schema);
  const value = at.reduce<unknown>((node, step) => (node as Record<string | number, unknown> | undefined)?.[step], document);
  const said = (code: ProjectCode, detail: string, place: Place = at): Problem => {
    const where = subjectAt(place);
    const path = shownPlace(where.place);
    return fault(code, where.subject, where.place, path === '' ? detail : `${path}: ${detail}`);
  };
  // What a variable comes to is judged when it has a value.
  if (typeof value === 'string' && /\$(?!\$)/.test(value) && (error.keyword === 'pattern' || error.keyword === 'enum')) return undefined;
  switch (error.keyword) {
    case 'false':
    case 'additionalProperties':
      return error.keyword === 'false' ? said('project/unknown-field', 'there is no such field') : undefined;
    case 'type':
      return said('project/wrong-type', `must be ${typesShown(rule)} (got ${shown(value)})`);
    case 'oneOf':
    case 'anyOf':
      return said('project/wrong-type', `must be ${typesShown(typesOf({ [error.keyword]: rule }, schema))} (got ${shown(value)})`);
    case 'required': {
      const missing = (Array.isArray(rule) ? rule : []).map(String).filter((name) => !isFields(value) || !(name in value));
      return said('project/missing-field', `needs ${missing.join(' and ')}`);
    }
    case 'enum':
      return said('project/invalid-value', `must be one of ${(Array.isArray(rule) ? rule : []).map(String).join(', ')} (got ${shown(value)})`);
    case 'pattern':
      return said('project/invalid-value', `must match ${String(rule)} (got ${shown(value)})`);
    case 'minimum':
    case 'maximum':
      return said('project/invalid-value', `must be ${error.keyword === 'minimum' ? 'at least' : 'at most'} ${String(rule)} (got ${shown(value)})`);
    case 'uniqueItems':
      return said('project/duplicate', `has the same item twice (${shown(value)})`);
    default:
      // What contains another one says only that.
      return undefined;
  }
}

const unescaped = (segment: string): string => decodeURIComponent(segment).replace(/~1/g, '/').replace(/~0/g, '~');
const segmentsOf = (pointer: string): readonly string[] => pointer.split('/').slice(1).map(unescaped);

/** Keys, and indices where the document has a list. */
function placeIn(pointer: string, document: unknown): Place {
  let node: unknown = document;
  return segmentsOf(pointer).map((segment) => {
    const step = Array.isArray(node) ? Number(segment) : segment;
    node = (node as Record<string | number, unknown> | undefined)?.[step];
    return step;
  });
}

/** What a rule says, by the way to it; a `$ref` in it leads to a definition. */
function valueAt(schema: Fields, pointer: string, root: Fields): unknown {
  return segmentsOf(pointer).reduce<unknown>((node, segment) => {
    const next = (node as Fields | undefined)?.[segment];
    return segment === '$ref' ? definitionOf(String(next), root) : next;
  }, schema);
}

function definitionOf(reference: string, root: Fields): unknown {
  return (root['$defs'] as Fields)[reference.replace('#/$defs/', '')];
}

/** The types that a schema allows, also by its alternatives. */
function typesOf(schema: unknown, root: Fields): readonly string[] {
  if (!isFields(schema)) return [];
  if (typeof schema['$ref'] === 'string') return typesOf(definitionOf(schema['$ref'], root), root);
  const own = schema['type'] === undefined ? [] : [schema['type']].flat().map(String);
  const alternatives = [...UNIONS].flatMap((union) => (Array.isArray(schema[union]) ? (schema[union] as unknown[]) : []));
  return [...new Set([...own, ...alternatives.flatMap((each) => typesOf(each, root))])];
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'a boolean', object: 'a mapping', array: 'a list', null: 'nothing',
};

function typesShown(types: unknown): string {
  const names = [types].flat().map((type) => TYPE_NAMES[String(type)] ?? String(type));
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
