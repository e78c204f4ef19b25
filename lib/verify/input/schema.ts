import type { Schema, TagDefinition } from 'js-yaml';
import { yamlLibrary } from '../libraries';
import { booleanOf, floatOf, integerOf, type Reader } from './scalars';
import { Tagged, type MergeTag } from './tagged';

const DIGITS = [...'0123456789'];
const NEVER_WRITTEN = (): boolean => false;

/** Numbers and bytes are the same to both. */
function commonTags(): TagDefinition[] {
  const { defineScalarTag, mergeTag, NOT_RESOLVED } = yamlLibrary();
  return [
    mergeTag,
    defineScalarTag('tag:yaml.org,2002:int', {
      implicit: true,
      implicitFirstChars: ['-', '+', ...DIGITS],
      resolve: (source) => integerOf(source) ?? NOT_RESOLVED,
      identify: NEVER_WRITTEN,
    }),
    defineScalarTag('tag:yaml.org,2002:float', {
      implicit: true,
      implicitFirstChars: ['-', '+', '.', ...DIGITS],
      resolve: (source) => floatOf(source) ?? NOT_RESOLVED,
      identify: NEVER_WRITTEN,
    }),
    // What its base64 stands for, as a text: both readers make one of it.
    defineScalarTag('tag:yaml.org,2002:binary', {
      resolve: (source) => Buffer.from(source, 'base64').toString('utf8'),
      identify: NEVER_WRITTEN,
    }),
  ];
}

function booleanFor(reader: Reader): TagDefinition {
  const { defineScalarTag, NOT_RESOLVED } = yamlLibrary();
  return defineScalarTag('tag:yaml.org,2002:bool', {
    implicit: true,
    implicitFirstChars: [...'yYnNtTfFoO'],
    resolve: (source) => booleanOf(source, reader) ?? NOT_RESOLVED,
    identify: NEVER_WRITTEN,
  });
}

/** A tag of Compose before a value of any kind. */
function tagsFor(tag: MergeTag): TagDefinition[] {
  const { defineMappingTag, defineScalarTag, defineSequenceTag, mapTag } = yamlLibrary();
  return [
    defineScalarTag(tag, {
      resolve: (source) => new Tagged(tag, integerOf(source) ?? floatOf(source) ?? booleanOf(source, 'compose') ?? (/^(?:|~|null)$/.test(source) ? null : source)),
      identify: NEVER_WRITTEN,
    }),
    defineSequenceTag<unknown[], Tagged>(tag, {
      create: () => [],
      addItem: (items, item) => void items.push(item),
      finalize: (items) => new Tagged(tag, items),
      identify: NEVER_WRITTEN,
    }),
    defineMappingTag<Record<string, unknown>, Tagged>(tag, {
      create: () => ({}),
      addPair: (mapping, key, value) => mapTag.addPair(mapping, key, value),
      has: (mapping, key) => mapTag.has(mapping, key),
      keys: ({ value }) => mapTag.keys(value as Record<string, unknown>),
      get: ({ value }, key) => mapTag.get(value as Record<string, unknown>, key),
      finalize: (mapping) => new Tagged(tag, mapping),
      identify: NEVER_WRITTEN,
    }),
  ];
}

const schemas = new Map<Reader, Schema>();

/** What plain words and tags mean to a reader. */
export function schemaFor(reader: Reader): Schema {
  const known = schemas.get(reader);
  if (known) return known;
  const ofCompose = reader === 'compose' ? [...tagsFor('!reset'), ...tagsFor('!override')] : [];
  const schema = yamlLibrary().CORE_SCHEMA.withTags(commonTags(), booleanFor(reader), ofCompose);
  schemas.set(reader, schema);
  return schema;
}
