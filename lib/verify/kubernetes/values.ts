import { shown } from '../untyped';
import { BASE64, CONSTRAINTS, DATE_TIME, QUANTITY, type Constraint } from './constraints';

interface Scalar {
  readonly says: string;
  readonly is: (value: unknown) => boolean;
  /** What is wrong with a value of this type. */
  readonly invalid?: (value: unknown) => string | undefined;
}

const isText = (value: unknown): boolean => typeof value === 'string';

const integerBelow = (limit: number) => (value: unknown): string | undefined =>
  (typeof value === 'number' && (value >= limit || value < -limit) ? `must be a number from ${-limit} to ${limit - 1}` : undefined);

const formed = (pattern: RegExp, says: string) => (value: unknown): string | undefined =>
  (typeof value === 'string' && !pattern.test(value) ? `must be ${says}` : undefined);

const INT32 = integerBelow(2 ** 31);
const QUANTITY_FORM = formed(QUANTITY, 'a quantity that is not negative, like 500m, 2, 64Mi or 1G');

/** What the types of the table that are no objects take. */
export const SCALARS: Readonly<Record<string, Scalar>> = {
  string: { says: 'text', is: isText },
  boolean: { says: 'true or false', is: (value) => typeof value === 'boolean' },
  int32: { says: 'an integer', is: Number.isInteger, invalid: INT32 },
  int64: { says: 'an integer', is: Number.isInteger },
  integer: { says: 'an integer', is: Number.isInteger },
  double: { says: 'a number', is: (value) => typeof value === 'number' },
  number: { says: 'a number', is: (value) => typeof value === 'number' },
  byte: { says: 'text in Base64', is: isText, invalid: formed(BASE64, 'Base64') },
  'date-time': { says: 'a date and time', is: isText, invalid: formed(DATE_TIME, 'a date and time like 2024-01-02T03:04:05Z') },
  quantity: {
    says: 'a quantity',
    is: (value) => typeof value === 'string' || typeof value === 'number',
    invalid: (value) => (typeof value === 'number' && !(value >= 0) ? 'must be at least 0' : QUANTITY_FORM(value)),
  },
  'int-or-string': { says: 'an integer or text', is: (value) => Number.isInteger(value) || isText(value), invalid: INT32 },
  any: { says: 'any value', is: () => true },
};

/** What a constraint finds wrong with a list as a whole, or with a value that is no list. */
export function constraintProblem(key: string, of: 'list' | 'value', value: unknown): string | undefined {
  const constraint = Object.hasOwn(CONSTRAINTS, key) ? CONSTRAINTS[key] : undefined;
  if (constraint === undefined) return undefined;
  return of === 'list' ? listProblem(constraint, value) : valueProblem(constraint, value);
}

/** Whether text that is empty is not the same as none: where the server has a pointer. */
export const mayNotBeEmpty = (key: string): boolean => Object.hasOwn(CONSTRAINTS, key) && CONSTRAINTS[key]?.minLength !== undefined;

function listProblem({ minItems }: Constraint, value: unknown): string | undefined {
  if (minItems === undefined || !Array.isArray(value) || value.length >= minItems) return undefined;
  return `must have at least ${minItems} ${minItems === 1 ? 'item' : 'items'} (got ${shown(value)})`;
}

function valueProblem(constraint: Constraint, value: unknown): string | undefined {
  const { enum: values, form, minimum, maximum, minLength } = constraint;
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`;
    if (maximum !== undefined && value > maximum) return `must be at most ${maximum}`;
    return undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (minLength !== undefined && value.length < minLength) return 'must not be empty';
  if (values !== undefined && !values.includes(value)) return `must be one of ${values.join(', ')}`;
  if (form !== undefined && !form.pattern.test(value)) return `must be ${form.says}`;
  return undefined;
}
