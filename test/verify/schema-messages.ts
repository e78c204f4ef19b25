import type { ErrorObject } from 'ajv';
import { shown } from '../../lib/verify/untyped';

/** `/spec/containers/0/name` as `spec.containers[0].name`; keys that are not plain words are quoted. */
function readablePath(instancePath: string): string {
  const segments = instancePath.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const path = segments.map((segment) => {
    if (/^\d+$/.test(segment)) return `[${segment}]`;
    return /^[\w$-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
  });
  return path.join('').replace(/^\./, '');
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function describe({ keyword, params, message, data, instancePath }: ErrorObject): string {
  const path = readablePath(instancePath);
  const detail = params as Record<string, unknown>;
  switch (keyword) {
    case 'additionalProperties':
      return `${join(path, String(detail['additionalProperty']))}: unknown field`;
    case 'required':
      return `${join(path, String(detail['missingProperty']))}: required field is missing`;
    case 'enum':
      return `${path}: must be one of ${(detail['allowedValues'] as unknown[]).join(', ')} (got ${shown(data)})`;
    case 'const':
      return `${path}: must be ${shown(detail['allowedValue'])} (got ${shown(data)})`;
    default:
      return `${path || '(document)'}: ${message ?? keyword} (got ${shown(data)})`;
  }
}

const UNION_KEYWORDS = ['oneOf', 'anyOf'];

/**
 * Ajv reports every branch of a oneOf and then the oneOf itself. Where one branch got further into the value than a
 * mere type test, that branch is the one the author meant, and the rest only hides it.
 */
function isUnionNoise(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  if (![...UNION_KEYWORDS, 'type'].includes(error.keyword)) return false;
  const { instancePath } = error;
  const inUnion = errors.some((other) => UNION_KEYWORDS.includes(other.keyword) && other.instancePath === instancePath);
  return inUnion && errors.some((other) =>
    other.instancePath.startsWith(`${instancePath}/`)
    || (other.instancePath === instancePath && ![...UNION_KEYWORDS, 'type'].includes(other.keyword)));
}

/** One readable line per schema error, with the path of the value at fault. */
export function schemaMessages(errors: readonly ErrorObject[] | null | undefined): string[] {
  const all = errors ?? [];
  return [...new Set(all.filter((error) => !isUnionNoise(error, all)).map(describe))];
}
