/** The format of `schemas/kubernetes.json.br`: the API of Kubernetes in all versions, in one table. */
export interface ApiTable {
  /** The release that each minor version was read from, `1.28.15` for 28; one after the other, without a gap. */
  readonly releases: readonly string[];
  readonly kinds: readonly KindFacts[];
  /** By `core.v1.Probe`: the name in the OpenAPI document without its leading package path. */
  readonly types: Readonly<Record<string, Readonly<Record<string, FieldEntry>>>>;
}

/** The versions that facts hold for. */
export interface Span {
  /** First minor version, 28 for 1.28. @default - the first of the table */
  readonly since?: number;
  /** Last minor version. @default - the last of the table */
  readonly until?: number;
}

export interface KindFacts extends Span {
  readonly apiVersion: string;
  readonly kind: string;
  /** Id of its type. */
  readonly type: string;
  readonly namespaced?: true;
}

export interface FieldFacts {
  /** A scalar (`string`, `int32`, `quantity`), `any`, `object`, the id of a type, or one of these after `[]` (list) or `{}` (map). */
  readonly type: string;
  readonly required?: true;
  /** The values that the field, or an element of it, can have. */
  readonly enum?: readonly string[];
  /** The feature gate without which the server drops the field, where nobody turns it on. */
  readonly off?: string;
}

export type SpannedFacts = FieldFacts & Span;

/** The type alone, facts of all versions, or facts of spans of versions. */
export type FieldEntry = string | SpannedFacts | readonly SpannedFacts[];
