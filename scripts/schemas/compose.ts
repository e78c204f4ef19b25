import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { goModule } from './go-module';

/*
 * `schemas/compose.json.br`: the schema of the Compose Specification, as the Go library has it that Compose itself is made with,
 * without what people read and without what takes long to compile. `npm run schemas:compose`; VERSION= chooses one.
 */

type Schema = Record<string, unknown>;

const VERSION = process.env['VERSION'] ?? 'v2.16.2';
/** Keywords that judge nothing. */
const SAID = new Set(['description', 'title', 'default', 'deprecated', '$schema', '$id']);
/** Keywords whose keys are names and no keywords. */
const NAMED = new Set(['properties', 'patternProperties', '$defs']);

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

function withoutWords(value: unknown, isKeyword = true): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutWords(item));
  if (!isSchema(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !isKeyword || !SAID.has(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutWords(item, !(isKeyword && NAMED.has(key)))]));
}

/** Definitions that consist of others, with their fields in one place: then it can be said at once which fields there are. */
function withWholeDefinitions(root: Schema): Schema {
  const definitions = root['$defs'] as Readonly<Record<string, Schema>>;
  const whole = (schema: Schema): Schema => {
    const { allOf, unevaluatedProperties, ...rest } = schema;
    if (allOf === undefined) return schema;
    if (unevaluatedProperties !== false) throw new Error(`a definition that is open: ${JSON.stringify(Object.keys(schema))}`);
    const parts = (allOf as readonly Schema[]).map(({ $ref }) => definitions[String($ref).replace('#/$defs/', '')]);
    const other = parts.flatMap((part) => Object.keys(part)).find((keyword) => !['type', 'properties', 'patternProperties'].includes(keyword));
    if (other !== undefined) throw new Error(`a part of a definition says ${other}, which nothing is done about`);
    const merged = (keyword: string): Schema => Object.assign({}, ...[...parts, rest].map((part) => part[keyword] ?? {})) as Schema;
    return { type: 'object', ...rest, properties: merged('properties'), patternProperties: merged('patternProperties'), additionalProperties: false };
  };
  const parts = new Set(Object.values(definitions).flatMap(({ allOf }) => ((allOf ?? []) as readonly Schema[]).map(({ $ref }) => String($ref).replace('#/$defs/', ''))));
  const kept = Object.entries(definitions).filter(([name]) => !parts.has(name));
  return { ...root, $defs: Object.fromEntries(kept.map(([name, schema]) => [name, whole(schema)])) };
}

const source = goModule('github.com/compose-spec/compose-go/v2', VERSION).read('schema/compose-spec.json');
const schema = withWholeDefinitions(withoutWords(JSON.parse(source)) as Schema);
const packed = brotliCompressSync(JSON.stringify({ $comment: `compose-go ${VERSION}`, ...schema }), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
const file = join(__dirname, '../../schemas/compose.json.br');
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, packed);
process.stdout.write(`${file}: ${packed.length} bytes\n`);
