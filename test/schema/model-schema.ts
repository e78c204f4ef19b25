import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { ROOT } from '../sources';
import { schemaMessages } from './schema-messages';

/** The schema that the package ships. */
export const MODEL_SCHEMA = JSON.parse(readFileSync(join(ROOT, 'model.schema.json'), 'utf8')) as Record<string, unknown>;

let compiled: ValidateFunction | undefined;

/** Judges the JSON of a model against the published schema, which knows every field and no other. */
export function validateModel(json: string): string[] {
  compiled ??= new Ajv({ allErrors: true, verbose: true }).compile(MODEL_SCHEMA);
  return compiled(JSON.parse(json)) ? [] : schemaMessages(compiled.errors);
}
