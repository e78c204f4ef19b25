import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { schemaMessages } from '../schema-messages';

/** The Compose Specification schema that dclint carries; its `exports` do not list it, so it is found beside package.json. */
function specificationSchema(): Record<string, unknown> {
  const root = dirname(require.resolve('dclint/package.json'));
  const schema = JSON.parse(readFileSync(join(root, 'schemas', 'compose.schema.json'), 'utf8')) as Record<string, unknown>;
  // Written with https, which is not the name Ajv knows draft-07 by.
  delete schema['$schema'];
  return schema;
}

let compiled: ValidateFunction | undefined;

/** Judges a parsed Compose file against the Compose Specification: unknown keys, wrong types, values outside an enum. */
export function validateCompose(document: unknown): string[] {
  compiled ??= new Ajv({ allErrors: true, verbose: true, strict: false, validateSchema: false }).compile(specificationSchema());
  return compiled(document) ? [] : schemaMessages(compiled.errors);
}
