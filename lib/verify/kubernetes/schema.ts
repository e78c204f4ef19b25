import type { Place, Problem } from '../problem';
import { isFields, plain, shown, text, type Fields } from '../untyped';
import { groupOf, isBuiltInGroup, type Elsewhere, type KubernetesApi } from './api/api';
import type { FieldFacts } from './api/table';
import type { ManifestCode } from './codes';
import { definitionOf, type Definition } from './custom/definitions';
import { structuralFaults } from './custom/structural';
import { MAY_BE_EMPTY, NOT_REQUIRED, REQUIRED } from './constraints';
import { problem } from './finding';
import type { Manifest } from './manifests';
import { nearestName } from '../../model/nearest-name';
import { shownPlace } from '../place-text';
import { constraintProblem, mayNotBeEmpty, SCALARS } from './values';

const TEXTS = new Set(['string', 'byte', 'int-or-string']);

/** What a walk through an object finds. */
type Report = (code: ManifestCode, place: Place, detail: string) => void;

/**
 * Walks through an object beside the types of the API. `null` is what a field has that is not there, as servers read it.
 * Of the table, not by JSON Schema: docs/decisions/manifest-schemas.md.
 */
class Walk {
  constructor(
    private readonly api: KubernetesApi,
    private readonly features: ReadonlySet<string>,
    private readonly report: Report,
  ) {}

  object(type: string, value: Fields, place: Place): void {
    for (const name of Object.keys(value)) this.member(type, name, value[name], [...place, name]);
    for (const name of [...this.api.required(type), ...(REQUIRED[type] ?? [])]) {
      const isNothing = value[name] === undefined || value[name] === null || (value[name] === '' && !MAY_BE_EMPTY.has(`${type}#${name}`));
      if (isNothing && NOT_REQUIRED[type]?.includes(name) !== true) this.missing([...place, name]);
    }
  }

  missing(place: Place): void {
    this.report('manifest/missing-field', place, 'required field is missing');
  }

  private member(type: string, name: string, value: unknown, place: Place): void {
    if (value === null || value === undefined) return;
    const state = this.api.field(type, name);
    if (state.is === 'unknown') {
      const other = nearestName(name, this.api.fieldsOf(type));
      this.report('manifest/unknown-field', place, `unknown field${other === undefined ? '' : `; did you mean ${other}?`}`);
    } else if (state.is === 'elsewhere') {
      this.report('manifest/not-in-version', place, whenKnown(state.versions));
    } else {
      this.gate(type, name, state.facts, place);
      this.value(state.facts.type, value, place, { facts: state.facts, key: `${type}#${name}` });
    }
  }

  private gate(type: string, name: string, { off }: FieldFacts, place: Place): void {
    if (off === undefined || this.features.has(off)) return;
    const from = this.api.onFrom(type, name);
    const later = from === undefined ? '' : `, and keeps it from Kubernetes 1.${from} on`;
    this.report('manifest/not-in-version', place, `a server of Kubernetes 1.${this.api.minor} drops it unless its feature gate ${off} is turned on${later}`);
  }

  private value(type: string, value: unknown, place: Place, field: { readonly facts: FieldFacts; readonly key: string }): void {
    if (value === null || value === undefined) return;
    if (type.startsWith('[]')) {
      if (!Array.isArray(value)) return this.wrong(place, 'a list', value);
      const detail = constraintProblem(field.key, 'list', value);
      if (detail !== undefined) this.report('manifest/invalid-value', place, detail);
      for (const [index, item] of value.entries()) this.value(type.slice(2), item, [...place, index], field);
    } else if (type.startsWith('{}')) {
      if (!isFields(value)) return this.wrong(place, 'a mapping', value);
      for (const key of Object.keys(value)) this.value(type.slice(2), value[key], [...place, key], field);
    } else if (Object.hasOwn(SCALARS, type)) {
      this.scalar(type, value, place, field);
    } else if (!isFields(value)) {
      this.wrong(place, 'a mapping', value);
    } else if (type !== 'object') {
      this.object(type, value, place);
    }
  }

  private scalar(type: string, value: unknown, place: Place, { facts, key }: { readonly facts: FieldFacts; readonly key: string }): void {
    const scalar = SCALARS[type];
    if (scalar === undefined) return;
    if (!scalar.is(value)) return this.wrong(place, scalar.says, value);
    // To a server, text that is empty is text that is not there: where it has to be, it is missing.
    if (value === '' && facts.type === type && TEXTS.has(type) && !mayNotBeEmpty(key)) return;
    const values = facts.enum;
    const detail = scalar.invalid?.(value)
      ?? constraintProblem(key, 'value', value)
      ?? (values === undefined || values.includes(plain(value)) ? undefined : `must be one of ${values.join(', ')}`);
    if (detail !== undefined) this.report('manifest/invalid-value', place, `${detail} (got ${shown(value)})`);
  }

  private wrong(place: Place, expected: string, value: unknown): void {
    this.report('manifest/wrong-type', place, `must be ${expected} (got ${shown(value)})`);
  }
}

function whenKnown({ from, goneSince }: Elsewhere): string {
  return from === undefined ? `gone since Kubernetes 1.${goneSince}` : `known from Kubernetes 1.${from} on`;
}

/** What is known of the cluster besides the API of its version. */
interface Known {
  /** Feature gates that are turned on. */
  readonly features?: ReadonlySet<string>;
  readonly definitions?: readonly Definition[];
}

/** What is not of the API, or what the API does not know. */
function unknownKind(api: KubernetesApi, apiVersion: string, kind: string): readonly [ManifestCode, string] {
  const versions = api.versionsWith(kind);
  const hint = versions.length === 0 ? '' : `; it is in ${versions.join(', ')}`;
  const other = api.kindElsewhere(apiVersion, kind);
  return other === undefined
    ? ['manifest/unknown-kind', `Kubernetes 1.${api.minor} has no kind ${shown(kind)} in apiVersion ${shown(apiVersion)}${hint}`]
    : ['manifest/not-in-version', `${apiVersion} ${kind} is ${whenKnown(other)}${hint}`];
}

const CUSTOM_VERSION = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/v[a-z0-9]+$/;

/** Names are ours, explicit and checked, but a Job or a Pod that is created each time may leave its name to the server. */
function nameIn(metadata: unknown, report: Report): void {
  const { name, generateName } = isFields(metadata) ? metadata : {};
  if ((name === undefined || name === null) && text(generateName) === undefined) report('manifest/missing-field', ['metadata', 'name'], 'required field is missing');
}

/**
 * Judges one manifest against the API as a strict server would: unknown fields, wrong types, values outside an enum or a
 * range. Of custom resources that nothing defines this is their metadata.
 */
export function schemaProblems(manifest: Manifest, api: KubernetesApi, { features = new Set(), definitions = [] }: Known = {}): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, place, detail) => problems.push(problem(code, manifest, place, place.length === 0 ? detail : `${shownPlace(place)}: ${detail}`));
  const { body } = manifest;
  for (const field of ['apiVersion', 'kind']) {
    if (body[field] === undefined || body[field] === null) report('manifest/missing-field', [field], 'required field is missing');
    else if (typeof body[field] !== 'string') report('manifest/wrong-type', [field], `must be text (got ${shown(body[field])})`);
  }
  const [apiVersion, kind] = [text(body['apiVersion']), text(body['kind'])];
  if (apiVersion === undefined || kind === undefined) return problems;
  const walk = new Walk(api, features, report);
  const known = api.kind(apiVersion, kind);
  if (known !== undefined) {
    walk.object(known.type, body, []);
    if (!isFields(body['metadata'])) walk.missing(['metadata']);
    else nameIn(body['metadata'], report);
  } else if (isBuiltInGroup(apiVersion)) {
    report(...withoutPlace(unknownKind(api, apiVersion, kind)));
  } else {
    customResource(manifest, definitionOf(manifest, definitions), walk, report);
  }
  return problems;
}

const withoutPlace = ([code, detail]: readonly [ManifestCode, string]): readonly [ManifestCode, Place, string] => [code, [], detail];

function customResource({ body, apiVersion }: Manifest, definition: Definition | undefined, walk: Walk, report: Report): void {
  const kind = text(body['kind']) ?? '';
  if (!CUSTOM_VERSION.test(apiVersion) || !groupOf(apiVersion).includes('.')) {
    report('manifest/unknown-kind', ['apiVersion'], `must be a group with a dot and a version, example.com/v1 (got ${shown(apiVersion)})`);
  }
  if (!/^[A-Z][A-Za-z0-9]*$/.test(kind)) report('manifest/invalid-name', ['kind'], `must be a word of letters and digits that begins with a capital (got ${shown(kind)})`);
  if (isFields(body['metadata'])) {
    walk.object('meta.v1.ObjectMeta', body['metadata'], ['metadata']);
    nameIn(body['metadata'], report);
  } else {
    walk.missing(['metadata']);
  }
  if (definition !== undefined) defined(body, definition, apiVersion.slice(apiVersion.indexOf('/') + 1), report);
}

function defined(body: Fields, { versions, group, kind }: Definition, version: string, report: Report): void {
  if (!versions.has(version)) {
    report('manifest/unknown-kind', ['apiVersion'], `the definition of ${kind} in ${group} serves ${[...versions.keys()].join(', ') || 'no version'} (got ${shown(version)})`);
    return;
  }
  const schema = versions.get(version);
  if (schema === undefined) return;
  // Of the metadata a definition says nothing but of the name.
  const { metadata: _, ...own } = body;
  for (const { code, place, detail } of structuralFaults(schema, own)) report(code, place, detail);
}
