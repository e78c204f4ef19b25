import { Ajv, type ValidateFunction } from 'ajv';
import { CONSTRAINTS, DATE_TIME, FLOATING_POINT, QUANTITY, REQUIRED, type Constraint } from './constraints';
import { kubernetesApi, type ApiKind, type ApiType, type FieldType } from './api-types';
import { schemaMessages } from '../schema-messages';
import { at, fields, isFields, shown, text } from '../untyped';

type JsonSchema = Record<string, unknown>;

const SCHEMA_ID = 'kubernetes';
const reference = (typeId: string): string => `${SCHEMA_ID}#/definitions/${typeId}`;

/** .jsii models these two as classes; on the wire they are scalars. */
const SCALARS: Readonly<Record<string, JsonSchema>> = {
  'api.resource.Quantity': { type: ['string', 'number'], pattern: QUANTITY.source, minimum: 0 },
  'util.intstr.IntOrString': { type: ['integer', 'string'] },
};
const SCALAR_NAMES: Readonly<Record<string, string>> = {
  'cdk8s-plus-28.k8s.Quantity': 'api.resource.Quantity',
  'cdk8s-plus-28.k8s.IntOrString': 'util.intstr.IntOrString',
};

function typeSchema(type: FieldType, field: string): JsonSchema {
  if ('collection' in type) {
    const { kind, elementtype } = type.collection;
    const { minItems, ...ofElements } = CONSTRAINTS[field] ?? {};
    const element = { ...typeSchema(elementtype, ''), ...integerOf(elementtype, field), ...ofElements };
    if (kind === 'map') return { type: 'object', additionalProperties: element };
    return { type: 'array', items: element, ...(minItems !== undefined && { minItems }) };
  }
  const constraint: Constraint = CONSTRAINTS[field] ?? {};
  if ('fqn' in type) {
    const scalar = SCALARS[SCALAR_NAMES[type.fqn] ?? ''];
    if (scalar !== undefined) return { ...scalar, ...constraint };
    const target = kubernetesApi().types.get(type.fqn);
    return target === undefined ? { type: 'string' } : { $ref: reference(target.id) };
  }
  switch (type.primitive) {
    case 'any': return {};
    case 'date': return { type: 'string', pattern: DATE_TIME.source };
    case 'number': return { ...integerOf(type, field), ...constraint };
    default: return { type: type.primitive, ...constraint };
  }
}

const integerOf = (type: FieldType, field: string): JsonSchema =>
  'primitive' in type && type.primitive === 'number' ? { type: FLOATING_POINT.has(field) ? 'number' : 'integer' } : {};

function objectSchema({ id, fields: members }: ApiType, kind: ApiKind | undefined): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const { wireName, type } of members) properties[wireName] = typeSchema(type, `${id}#${wireName}`);
  // Kinds nest in lists and claim templates, where apiVersion and kind may be left out but never be wrong.
  if (kind !== undefined) Object.assign(properties, { apiVersion: { const: kind.apiVersion }, kind: { const: kind.kind } });
  const required = members.filter((member) => member.required).map(({ wireName }) => wireName);
  return { type: 'object', properties, required: [...new Set([...required, ...(REQUIRED[id] ?? [])])], additionalProperties: false };
}

function definitions(): Record<string, JsonSchema> {
  const { types, kinds } = kubernetesApi();
  const kindOf = new Map(kinds.map((kind) => [kind.typeId, kind]));
  return Object.fromEntries([...types.values()].map((type) => [type.id, objectSchema(type, kindOf.get(type.id))]));
}

let ajv: Ajv | undefined;
function compiler(): Ajv {
  if (ajv === undefined) {
    ajv = new Ajv({ allErrors: true, verbose: true, strictTypes: false, validateSchema: false });
    ajv.addSchema({ $id: SCHEMA_ID, definitions: definitions() });
  }
  return ajv;
}

const compiled = new Map<string, ValidateFunction>();

/** Compiled once per kind: a pod template alone reaches some 120 types. */
function validatorOf(key: string, schema: () => JsonSchema): ValidateFunction {
  let validate = compiled.get(key);
  if (validate === undefined) compiled.set(key, validate = compiler().compile(schema()));
  return validate;
}

const kindSchema = ({ typeId }: ApiKind): JsonSchema => ({
  $ref: reference(typeId),
  required: ['apiVersion', 'kind', 'metadata'],
  // Names are ours, explicit and checked, so generateName is no substitute; lists have none.
  ...(!typeId.endsWith('List') && { properties: { metadata: { required: ['name'] } } }),
});

const customResourceSchema = (): JsonSchema => ({
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata'],
  properties: {
    apiVersion: { type: 'string', pattern: '^[a-z0-9.-]+\\.[a-z0-9.-]+/v[a-z0-9]+$' },
    kind: { type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$' },
    metadata: { $ref: reference('meta.v1.ObjectMeta'), required: ['name'] },
  },
});

const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.split('/')[0] ?? '' : '');

function unknownKind(apiVersion: string, kind: string): string {
  const elsewhere = kubernetesApi().kinds.filter((candidate) => candidate.kind === kind).map((candidate) => candidate.apiVersion);
  const hint = elsewhere.length === 0 ? '' : ` (it is in ${elsewhere.join(', ')})`;
  return `Kubernetes 1.28 has no kind ${shown(kind)} in apiVersion ${shown(apiVersion)}${hint}`;
}

function messagesFor(object: unknown): string[] {
  const apiVersion = text(at(object, 'apiVersion'));
  const kind = text(at(object, 'kind'));
  if (!isFields(object)) return [`not an object (got ${shown(object)})`];
  if (apiVersion === undefined || kind === undefined) return ['apiVersion and kind must be strings'];

  const { kinds } = kubernetesApi();
  const known = kinds.find((candidate) => candidate.apiVersion === apiVersion && candidate.kind === kind);
  const builtIn = kinds.some((candidate) => groupOf(candidate.apiVersion) === groupOf(apiVersion));
  if (known === undefined && builtIn) return [unknownKind(apiVersion, kind)];

  const validate = known === undefined
    ? validatorOf('custom resource', customResourceSchema)
    : validatorOf(known.typeId, () => kindSchema(known));
  return validate(object) ? [] : schemaMessages(validate.errors);
}

/**
 * Judges one parsed manifest against the Kubernetes 1.28 API as a strict server would: unknown fields, wrong types, values
 * outside an enum or a range. Custom resources are only checked for well-formed metadata.
 */
export function validateManifest(object: unknown): string[] {
  const { kind, metadata } = fields(object);
  const name = text(at(metadata, 'name'));
  const label = `${text(kind) ?? 'object'}${name === undefined ? '' : `/${name}`}`;
  return messagesFor(object).map((message) => `${label} ${message}`);
}
