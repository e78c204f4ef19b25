import * as path from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

/*
 * The generator is the newest one for Node.js 20; `overrides` in package.json gives it the compiler that the types are
 * written for.
 */

/**
 * `model.schema.json`: the JSON Schema of `dist/model/<stack>.json`, from the types of the model. It knows every field
 * and no other, so it belongs to the version of the package that it came with.
 */
export function modelSchema(): string {
  return schemaOf('StackModel', 'lib/model/stack.ts', 'The model of a stack of cdk8s-compose');
}

/** `inventory.schema.json`: the same of `dist/inventory/<stack>.json`. */
export function inventorySchema(): string {
  return schemaOf('InventoryDocument', 'lib/targets/inventory/document.ts', 'The inventory of a stack of cdk8s-compose');
}

/** `report.schema.json`: the same of `dist/report/<stack>.json`. */
export function reportSchema(): string {
  return schemaOf('ReportDocument', 'lib/diagnostics/report-document.ts', 'What the synthesis of a stack of cdk8s-compose has found');
}

function schemaOf(type: string, file: string, title: string): string {
  const root = path.resolve(__dirname, '..');
  const generator = createGenerator({
    path: path.join(root, file),
    tsconfig: path.join(root, 'tsconfig.json'),
    type,
    topRef: false,
    additionalProperties: false,
    skipTypeCheck: true,
  });
  const { $schema, ...schema } = generator.createSchema(type);
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
}
