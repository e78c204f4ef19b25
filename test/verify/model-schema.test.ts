import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { MODEL_VERSION } from '../../lib/model/version';
import { ROOT, textOf } from '../sources';
import { INVENTORY_SCHEMA, REPORT_SCHEMA, MODEL_SCHEMA, validateInventory, validateReport, validateModel } from './model-schema';
import { fields, type Fields } from '../../lib/verify/untyped';

const json = textOf('test/apps/ai-society/ai-society/model.json');

/** The messages about a model in which one text has been replaced by another. */
function messagesWith(from: string, to: string): string[] {
  expect(json).toContain(from);
  return validateModel(json.replace(from, to));
}

test('a model is valid, and says its version before all else', () => {
  expect(validateModel(json)).toEqual([]);
  expect(json.startsWith(`{\n  "version": ${MODEL_VERSION},\n`)).toBe(true);
});

test.each([
  ['version: required field is missing', `"version": ${MODEL_VERSION},`, ''],
  [`version: must be ${MODEL_VERSION} (got 0)`, `"version": ${MODEL_VERSION}`, '"version": 0'],
  ['colour: unknown field', '"namespace":', '"colour": "red", "namespace":'],
  ['egres: unknown field', '"egress":', '"egres":'],
  ['egress: required field is missing', '"egress":', '"egres":'],
  ['replicas: must be number (got "1")', '"replicas": 1', '"replicas": "1"'],
  ['kind: must be one of', '"kind": "stateful"', '"kind": "cluster"'],
])('%s', (message, from, to) => {
  expect(messagesWith(from, to)).toContainEqual(expect.stringContaining(message));
});

test.each([['model', MODEL_SCHEMA, 40], ['inventory', INVENTORY_SCHEMA, 10], ['report', REPORT_SCHEMA, 4]])('no object of the schema of the %s is open', (_, schema, count) => {
  const objects = [...schemasIn(schema)].filter(({ type }) => type === 'object');
  expect(objects.length).toBeGreaterThan(count);
  expect(objects.filter(({ additionalProperties }) => additionalProperties === undefined || additionalProperties === true)).toEqual([]);
});

test.each(['model.schema.json', 'inventory.schema.json', 'report.schema.json'])('the package has %s, under a name of its own', (file) => {
  const print = `console.log(require.resolve('cdk8s-compose/${file}'))`;
  expect(execFileSync(process.execPath, ['-e', print], { cwd: ROOT, encoding: 'utf8' }).trim()).toBe(join(ROOT, file));
  expect(JSON.parse(textOf('package.json'))).toHaveProperty('files', expect.arrayContaining([file]));
});

test('an inventory is valid, and one with a field that nobody knows is not', () => {
  const inventory = textOf('test/cases/inventory/expected/inventory.json');
  expect(validateInventory(inventory)).toEqual([]);
  expect(validateInventory(inventory.replace('"egress":', '"egres":'))).toContainEqual(expect.stringContaining('egres: unknown field'));
});

test('a report is valid, and one with a field that nobody knows is not', () => {
  const report = textOf('test/apps/astron-agent/astron-agent/report.json');
  expect(validateReport(report)).toEqual([]);
  expect(validateReport(report.replace('"aspect":', '"aspct":'))).toContainEqual(expect.stringContaining('aspct: unknown field'));
});

test('CHANGELOG.md says what the version of the model stands for', () => {
  const [latest] = [...textOf('CHANGELOG.md').matchAll(/^- Model version (\d+)\b/gm)];
  expect(latest?.[1]).toBe(String(MODEL_VERSION));
});

function* schemasIn(node: unknown): Generator<Fields> {
  if (Array.isArray(node)) for (const item of node) yield* schemasIn(item);
  if (Object.keys(fields(node)).length > 0) yield fields(node);
  for (const inner of Object.values(fields(node))) yield* schemasIn(inner);
}
