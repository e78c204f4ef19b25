import { alone, type Fault, type Row } from './fault';

const SCHEMA = `type: object, required: [spec], properties: { spec: { type: object, required: [size], properties: {
  size: { type: integer, minimum: 1, maximum: 9 }, mode: { type: string, enum: [fast, safe] }, name: { type: string, pattern: "^[a-z]+$", minLength: 2 },
  port: { x-kubernetes-int-or-string: true }, tags: { type: array, maxItems: 2, items: { type: string } }, labels: { type: object, additionalProperties: { type: string } },
  free: { type: object, x-kubernetes-preserve-unknown-fields: true }, from: { type: object, properties: { a: { type: string }, b: { type: string } }, oneOf: [{ required: [a] }, { required: [b] }] } } } }`;
const DEFINITION = `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: shelves.shop.example }, spec: { group: shop.example, scope: Namespaced,
  names: { plural: shelves, singular: shelf, kind: Shelf, listKind: ShelfList }, versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { ${SCHEMA} } } }] } }`;
const shelf = (spec: string, version = 'v1'): string => `${DEFINITION}\n---\n{ apiVersion: shop.example/${version}, kind: Shelf, metadata: { name: a }, spec: { ${spec} } }`;
const spec = ([code, message, bad, good]: Row): Row => [code, message, shelf(`size: 1, ${bad}`), shelf(`size: 1, ${good}`)];

/** Custom resources against the definition that stands beside them. */
export const CUSTOM_FAULTS: readonly Fault[] = alone([
  ['manifest/missing-field', 'spec.size: required field is missing', shelf(''), shelf('size: 1')],
  ['manifest/unknown-kind', 'serves v1 (got "v2")', shelf('size: 1', 'v2'), shelf('size: 1')],
  ['manifest/invalid-value', 'spec.size: must be at most 9 (got 10)', shelf('size: 10'), shelf('size: 9')],
  ['manifest/wrong-type', 'spec.size: must be an integer (got "1")', shelf('size: "1"'), shelf('size: 1')],
  ...([
    ['manifest/unknown-field', 'spec.mod: unknown field; did you mean mode?', 'mod: fast', 'mode: fast'],
    ['manifest/invalid-value', 'spec.mode: must be one of "fast", "safe"', 'mode: slow', 'mode: safe'],
    ['manifest/invalid-value', 'spec.name: must match ^[a-z]+$', 'name: A1', 'name: ab'],
    ['manifest/invalid-value', 'spec.name: must have at least 2 characters', 'name: a', 'name: ab'],
    ['manifest/wrong-type', 'spec.port: must be an integer or text', 'port: true', 'port: http'],
    ['manifest/wrong-type', 'spec.tags[1]: must be text', 'tags: [a, 1]', 'tags: [a, b]'],
    ['manifest/invalid-value', 'spec.tags: must have at most 2 items', 'tags: [a, b, c]', 'tags: []'],
    ['manifest/wrong-type', 'spec.labels.a: must be text', 'labels: { a: 1 }', 'labels: { a: b }'],
    ['manifest/wrong-type', 'spec.free: must be a mapping', 'free: []', 'free: { any: [thing] }'],
    ['manifest/invalid-value', 'exactly one of the alternatives', 'from: { a: x, b: y }', 'from: { a: x }'],
  ] as const).map(spec),
], { by: 'all' });
