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
  const root = path.resolve(__dirname, '..');
  const generator = createGenerator({
    path: path.join(root, 'lib/model/stack.ts'),
    tsconfig: path.join(root, 'tsconfig.json'),
    type: 'StackModel',
    topRef: false,
    additionalProperties: false,
    skipTypeCheck: true,
  });
  const { $schema, ...schema } = generator.createSchema('StackModel');
  return `${JSON.stringify({ $schema, title: 'The model of a stack of cdk8s-compose', ...schema }, null, 2)}\n`;
}
