import type { FieldFacts, KindFacts } from '../../lib/verify/kubernetes/api/table';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface Operation {
  readonly 'x-kubernetes-group-version-kind'?: Kind;
  readonly parameters?: readonly { readonly in: string; readonly schema?: Schema }[];
}

/** The OpenAPI document that Kubernetes publishes, as far as it is read. */
export interface Swagger {
  readonly definitions: Readonly<Record<string, Schema & { readonly 'x-kubernetes-group-version-kind'?: readonly Kind[] }>>;
  readonly paths: Readonly<Record<string, { readonly post?: Operation }>>;
}

/** `io.k8s.api.apps.v1.Deployment` is `apps.v1.Deployment`. */
const idOf = (name: string): string => name.split('.').slice(-3).join('.');

const nameIn = (reference: string): string => reference.replace('#/definitions/', '');

/** What Go writes with a method of its own. */
const SCALARS: Readonly<Record<string, string>> = { 'api.resource.Quantity': 'quantity', 'util.intstr.IntOrString': 'int-or-string' };

function typeOf(schema: Schema, { definitions }: Swagger): string {
  if (schema.$ref !== undefined) {
    const name = nameIn(schema.$ref);
    const target = definitions[name];
    if (target?.properties !== undefined) return idOf(name);
    return SCALARS[idOf(name)] ?? typeOf(target ?? {}, { definitions, paths: {} });
  }
  if (schema.items !== undefined) return `[]${typeOf(schema.items, { definitions, paths: {} })}`;
  if (schema.additionalProperties !== undefined) return `{}${typeOf(schema.additionalProperties, { definitions, paths: {} })}`;
  return schema.type === undefined ? 'any' : schema.format ?? schema.type;
}

/** The fields of every type, by its id. */
export function fieldsOf(swagger: Swagger): Map<string, Map<string, FieldFacts>> {
  const types = new Map<string, Map<string, FieldFacts>>();
  for (const [name, { properties, required = [] }] of Object.entries(swagger.definitions)) {
    if (properties === undefined) continue;
    const fields = Object.entries(properties).map(([field, schema]): [string, FieldFacts] =>
      [field, { type: typeOf(schema, swagger), ...(required.includes(field) && { required: true }) }]);
    types.set(idOf(name), new Map(fields));
  }
  return types;
}

/** The kinds of which objects can be made, and lists of them: not what is sent to an object's own paths (`scale`, `eviction`). */
export function kindsOf({ definitions, paths }: Swagger): readonly KindFacts[] {
  const typeIds = new Map(Object.entries(definitions).flatMap(([name, definition]) =>
    (definition['x-kubernetes-group-version-kind'] ?? []).map((kind) => [keyOf(kind), idOf(name)])));
  const kinds = new Map<string, KindFacts>();
  for (const [path, { post }] of Object.entries(paths)) {
    const kind = post?.['x-kubernetes-group-version-kind'];
    if (kind === undefined || path.includes('{name}')) continue;
    const namespaced = path.includes('{namespace}');
    for (const [each, type] of [[kind, typeIds.get(keyOf(kind))], listOf(kind, typeIds)] as const) {
      if (type !== undefined && !kinds.has(keyOf(each))) kinds.set(keyOf(each), { apiVersion: apiVersionOf(each), kind: each.kind, type, ...(namespaced && each === kind && { namespaced }) });
    }
  }
  return [...kinds.values()];
}

const keyOf = ({ group, version, kind }: Kind): string => `${group}/${version}/${kind}`;

const apiVersionOf = ({ group, version }: Kind): string => (group === '' ? version : `${group}/${version}`);

function listOf(kind: Kind, typeIds: ReadonlyMap<string, string>): readonly [Kind, string | undefined] {
  const list = { ...kind, kind: `${kind.kind}List` };
  return [list, typeIds.get(keyOf(list))];
}

/** The Go packages of the types, below the module `k8s.io/api`. */
export function packagesOf({ definitions }: Swagger): readonly { readonly id: string; readonly folder: string }[] {
  const names = Object.keys(definitions).flatMap((name) => /^io\.k8s\.api\.(\w+)\.(\w+)\./.exec(name)?.slice(1, 3).join('.') ?? []);
  return [...new Set(names)].map((id) => ({ id, folder: id.replace('.', '/') }));
}
