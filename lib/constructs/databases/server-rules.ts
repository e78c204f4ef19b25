import type { IConstruct } from 'constructs';
import { faultsBelow, recordFault } from '../../model/fault';
import { captureTrace, type OnStack } from '../../model/trace';
import { Parameter } from '../parameter';

/** Why a server does not take a text; undefined if it does. */
export type ServerRule = (text: string) => string | undefined;

/** Reports what a server would not take. Of a value that synthesis does not know nothing is said. */
export function checkSetting(construct: IConstruct, field: string, value: unknown, rule: ServerRule, below: OnStack): void {
  const text = value instanceof Parameter ? (value._default ?? '') : value;
  if (typeof text !== 'string') return;
  const problem = rule(text);
  if (problem !== undefined) recordFault(construct, { kind: 'server-setting', path: construct.node.path, field, value: text, rule: problem, trace: captureTrace(below) });
}

/** Reports a number that is not whole, or out of its range. */
export function checkWhole(construct: IConstruct, field: string, value: number, [least, most]: readonly [number, number], below: OnStack): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const rule = most === Infinity ? `a whole number, ${least} or more` : `a whole number from ${least} to ${most}`;
  recordFault(construct, { kind: 'server-setting', path: construct.node.path, field, value: String(value), rule, trace: captureTrace(below) });
}

/**
 * Reports a list, or names with values, in which nothing is and something has to be. What the border has taken out of it is reported
 * by itself.
 *
 * @param property by its name
 * @param example an element, as the program writes it
 */
export function checkNotEmpty(construct: IConstruct, property: string, given: readonly string[] | object, example: string, below: OnStack): void {
  const { path } = construct.node;
  if (Object.keys(given).length > 0 || faultsBelow(construct).some((fault) => fault.kind === 'invalid-value' && fault.path === path && fault.field.startsWith(`"${property}`))) return;
  const [value, expected] = Array.isArray(given) ? ['an empty list', 'a list with one element at least'] : ['an empty object', 'an object with one key at least'];
  recordFault(construct, { kind: 'invalid-value', path, field: `"${property}"`, value, expected, fix: `Write what there is to serve, such as ${property}: ${example}.`, trace: captureTrace(below) });
}

const CONTROL = /\p{Cc}/u;

function named(text: string, most: number, unit: 'characters' | 'bytes'): string | undefined {
  const length = unit === 'bytes' ? Buffer.byteLength(text) : [...text].length;
  if (text === '' || length > most) return `1 to ${most} ${unit} long`;
  if (CONTROL.test(text)) return 'without line breaks and other control characters';
  return text.trim() === text ? undefined : 'without white space at its ends';
}

function reserved(text: string, server: string, names: readonly string[]): string | undefined {
  return names.includes(text.toLowerCase()) ? `none of ${server}'s own: ${names.join(', ')}` : undefined;
}

/* https://dev.mysql.com/doc/refman/8.4/en/identifiers.html, identifier-length.html, reserved-accounts.html */

export const mysqlDatabaseRule: ServerRule = (text) =>
  named(text, 64, 'characters') ?? beyondTheFirstPlane(text) ?? reserved(text, 'MySQL', ['mysql', 'information_schema', 'performance_schema', 'sys']);

export const mysqlUserRule: ServerRule = (text) =>
  named(text, 32, 'characters') ?? beyondTheFirstPlane(text) ?? reserved(text, 'MySQL', ['root', 'mysql.sys', 'mysql.session', 'mysql.infoschema']);

function beyondTheFirstPlane(text: string): string | undefined {
  return /[\u{10000}-\u{10ffff}]/u.test(text) ? 'without characters beyond U+FFFF' : undefined;
}

/** https://dev.mysql.com/doc/refman/8.4/en/program-variables.html: a number may end in one letter, and in no other way. */
export const mysqlValueRule: ServerRule = (text) => {
  const [, unit] = /^\d+\s*([A-Za-z]+)$/.exec(text) ?? [];
  return unit === undefined || /^[KMGTPE]$/i.test(unit) ? undefined : 'a number that ends in K, M, G, T, P or E';
};

/* https://www.postgresql.org/docs/17/sql-syntax-lexical.html: 63 bytes; sql-createrole.html and manage-ag-templatedbs.html: what is reserved. */

export const postgresDatabaseRule: ServerRule = (text) =>
  named(text, 63, 'bytes') ?? reserved(text, 'PostgreSQL', ['template0', 'template1']) ?? connectionString(text);

export const postgresUserRule: ServerRule = (text) =>
  named(text, 63, 'bytes') ?? reserved(text, 'PostgreSQL', ['public', 'none', 'current_user', 'session_user']) ??
  (text.startsWith('pg_') ? 'without "pg_" at its beginning, which is PostgreSQL\'s own' : connectionString(text));

/** Of the user whom `initdb` makes: it puts the name into a statement as it is, as PostgreSQL 15 showed. */
export const postgresSuperuserRule: ServerRule = (text) => postgresUserRule(text) ?? (text.includes('"') ? 'without a double quote, which initdb does not take' : undefined);

/** `uuid-ossp` is one. */
export const postgresExtensionRule: ServerRule = (text) =>
  /^[a-z_][a-z0-9_-]{0,62}$/.test(text) ? undefined : 'the name of an extension: lower-case letters, digits, "_" and "-"';

/** https://www.postgresql.org/docs/17/config-setting.html: units are spelled so, and in no other way. */
export const postgresValueRule: ServerRule = (text) => {
  const [, unit] = /^-?\d+(?:\.\d+)?\s*([A-Za-z]+)$/.exec(text) ?? [];
  return unit === undefined || ['B', 'kB', 'MB', 'GB', 'TB', 'us', 'ms', 's', 'min', 'h', 'd'].includes(unit) ? undefined : 'in a unit of PostgreSQL: B, kB, MB, GB, TB, us, ms, s, min, h or d';
};

/** Its programs take such a name for the whole of a connection. */
function connectionString(text: string): string | undefined {
  return /=|^postgres(?:ql)?:\/\//.test(text) ? 'without "=" and "postgresql://", by which clients know connection strings' : undefined;
}

/** https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions, of both systems. */
export const mongodbDatabaseRule: ServerRule = (text) =>
  named(text, 63, 'bytes') ?? (/[/\\. "$*<>:|?]/.test(text) ? 'without /, \\, ., ", $, *, <, >, :, |, ? and blanks' : undefined) ?? reserved(text, 'MongoDB', ['admin', 'local', 'config']);

export const mongodbUserRule: ServerRule = (text) => named(text, 255, 'characters');

/* ClickHouse's entry point writes both into other texts as they are: an XML element, and a statement. */

export const clickhouseUserRule: ServerRule = (text) => (/^[A-Za-z_][A-Za-z0-9_-]{0,254}$/.test(text) ? undefined : 'letters, digits, "_" and "-", with a letter or "_" at its beginning');

export const clickhouseDatabaseRule: ServerRule = (text) =>
  (/^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(text) ? undefined : 'letters, digits and "_", with no digit at its beginning') ?? reserved(text, 'ClickHouse', ['system', 'information_schema']);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, which SeaweedFS and MinIO apply as well. */
export const bucketRule: ServerRule = (text) => {
  if (text.length < 3 || text.length > 63) return '3 to 63 characters long';
  if (!/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(text)) return 'lower-case letters, digits, "." and "-", with a letter or digit at either end';
  if (/\.\.|\.-|-\./.test(text) || /^\d+\.\d+\.\d+\.\d+$/.test(text)) return 'no address, and without "." beside "." or "-"';
  return /^xn--|^sthree-|-s3alias$|--ol-s3$/.test(text) ? 'without what S3 keeps for itself at its ends: xn--, sthree-, -s3alias, --ol-s3' : undefined;
};

/** internal/auth/credentials.go of MinIO: a key is a part of other texts. */
export const minioUserRule: ServerRule = (text) =>
  text.length < 3 ? '3 characters long at least' : /[=,\s]/.test(text) || CONTROL.test(text) ? 'without "=", "," and white space' : undefined;

export const surrealUserRule: ServerRule = (text) => named(text, 255, 'characters');

export const clusterNameRule: ServerRule = (text) => named(text, 255, 'characters') ?? (text.includes(':') ? 'without ":", which parts clusters in a search' : undefined);

/** Kafka's Uuid: 16 bytes in URL-safe base64, none of the two that it keeps for itself. */
export const clusterIdRule: ServerRule = (text) =>
  /^[A-Za-z0-9_-]{22}$/.test(text) && !/^A{21}[AQ]$/.test(text) ? undefined : '16 bytes in URL-safe base64, 22 characters: what `kafka-storage.sh random-uuid` prints';

/** What stands in a file whose lines are its statements. */
export const oneLineRule: ServerRule = (text) => (/[\r\n]/.test(text) ? 'on one line' : undefined);

/** What the entry points of PostgreSQL and MySQL run; a name with a directory in it would be elsewhere. */
export const initScriptRule: ServerRule = (text) =>
  /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?:sql|sh)$/.test(text) ? undefined : 'a file name of letters, digits, "_", "." and "-" that ends in .sql or .sh: the image runs no other';

/** What the entry point of MongoDB runs. */
export const mongodbScriptRule: ServerRule = (text) =>
  /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?:js|sh)$/.test(text) ? undefined : 'a file name of letters, digits, "_", "." and "-" that ends in .js or .sh: the image runs no other';

/** What registries of models and gateways call one: `hf.co/org/model:tag` is a name as well. */
export const modelNameRule: ServerRule = (text) =>
  /^[A-Za-z0-9/][A-Za-z0-9_.:/-]{0,254}$/.test(text) ? undefined : 'a name of letters, digits, "_", ".", ":", "/" and "-", with none of the signs at its beginning';

/** `apoc`, `graph-data-science`: what the image has a line for in its neo4j-plugins.json. */
export const neo4jPluginRule: ServerRule = (text) => (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) ? undefined : 'lower-case letters, digits and "-", as the image calls it');

/** `text2vec-openai`; a comma would be two. */
export const weaviateModuleRule: ServerRule = (text) => (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) ? undefined : 'lower-case letters, digits and "-", as Weaviate calls it');

export const rabbitMqNameRule: ServerRule = (text) => named(text, 255, 'bytes');
