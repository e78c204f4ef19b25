import { at, fields, isFields, mappings, text, type Fields } from '../../untyped';
import { groupOf } from '../api/api';
import type { Manifest } from '../manifests';

/** What a CustomResourceDefinition says of the resources of one kind. */
export interface Definition {
  readonly group: string;
  readonly kind: string;
  /** Versions that are served, with the schema of each that has one. */
  readonly versions: ReadonlyMap<string, Fields | undefined>;
}

export function definitionIn(value: unknown): Definition | undefined {
  const spec = at(value, 'spec');
  const [group, kind] = [text(at(spec, 'group')), text(at(spec, 'names', 'kind'))];
  if (group === undefined || kind === undefined) return undefined;
  const served = mappings(at(spec, 'versions')).filter((version) => version['served'] !== false);
  const versions = new Map(served.map((version) => [text(version['name']) ?? '', schemaOf(spec, version)]));
  return { group, kind, versions };
}

function schemaOf(spec: unknown, version: Fields): Fields | undefined {
  const schema = at(version['schema'], 'openAPIV3Schema');
  if (!isFields(schema)) return undefined;
  // A definition from before there were structural schemas keeps all.
  return fields(spec)['preserveUnknownFields'] === true ? { ...schema, 'x-kubernetes-preserve-unknown-fields': true } : schema;
}

/** The definition of the kind of a custom resource; what stands among the manifests comes before what is known from elsewhere. */
export function definitionOf({ apiVersion, body }: Manifest, definitions: readonly Definition[]): Definition | undefined {
  return definitions.find(({ group, kind }) => group === groupOf(apiVersion) && kind === body['kind']);
}
