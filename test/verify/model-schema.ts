import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { ROOT } from '../sources';
import { schemaMessages } from './schema-messages';

/** The schemas that the package ships. */
export const MODEL_SCHEMA = read('model.schema.json');
export const INVENTORY_SCHEMA = read('inventory.schema.json');
export const REPORT_SCHEMA = read('report.schema.json');

/** Judges the JSON of a model against the published schema, which knows every field and no other. */
export const validateModel = judge(MODEL_SCHEMA);

/** The same of an inventory. */
export const validateInventory = judge(INVENTORY_SCHEMA);

/** The same of a report. */
export const validateReport = judge(REPORT_SCHEMA);

function judge(schema: Record<string, unknown>): (json: string) => string[] {
  let compiled: ValidateFunction | undefined;
  return (json) => {
    compiled ??= new Ajv({ allErrors: true, verbose: true }).compile(schema);
    return compiled(JSON.parse(json)) ? [] : schemaMessages(compiled.errors);
  };
}

function read(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Record<string, unknown>;
}
