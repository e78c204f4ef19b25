import { Size } from 'cdk8s-compose';
import type { Shape } from '../../lib/border/notation';

/** A value that a program may give by mistake, and the types for which it would be right. */
export interface WrongValue {
  readonly what: string;
  readonly value: unknown;
  readonly rightFor: (shape: Shape) => boolean;
}

const never = (): boolean => false;
const is = (...kinds: readonly Shape['kind'][]) => (shape: Shape): boolean => kinds.includes(shape.kind);

class Stranger {
  public readonly colour = 'red';
}

export const WRONG_VALUES: readonly WrongValue[] = [
  { what: 'undefined', value: undefined, rightFor: never },
  { what: 'null', value: null, rightFor: never },
  { what: 'text', value: 'some text', rightFor: is('string') },
  { what: 'a number', value: 42, rightFor: is('number') },
  { what: 'true', value: true, rightFor: is('boolean') },
  { what: 'an empty list', value: [], rightFor: is('list') },
  { what: 'a list', value: ['some', 'text'], rightFor: (shape) => shape.kind === 'list' && (shape.of.kind === 'string' || (shape.of.kind === 'union' && shape.of.of.some(is('string')))) },
  { what: 'an empty object', value: {}, rightFor: is('map', 'properties', 'object') },
  { what: 'an object', value: { some: { other: 1 } }, rightFor: is('object') },
  { what: 'a function', value: () => 1, rightFor: is('function') },
  { what: 'a class', value: Stranger, rightFor: is('function') },
  { what: 'a date', value: new Date(0), rightFor: never },
  { what: 'a promise', value: Promise.resolve('text'), rightFor: never },
  { what: 'a map', value: new Map([['a', 1]]), rightFor: never },
  { what: 'a symbol', value: Symbol('some'), rightFor: never },
  { what: 'a bigint', value: 10n, rightFor: never },
  { what: 'an object of another class', value: new Stranger(), rightFor: is('object', 'map') },
  { what: 'an object of another class of ours', value: Size.mebibytes(1), rightFor: (shape) => shape.kind === 'methods' && shape.name === 'ISize' },
];

/** Numbers that are of the right type, and mean nothing anywhere. */
export const IMPOSSIBLE_NUMBERS: readonly number[] = [NaN, Infinity, -Infinity];

/** Texts that came about by accident. */
export const ACCIDENTAL_TEXTS: readonly string[] = ['undefined', 'NaN', '[object Object]', 'registry/undefined', 'a:undefined', `${Size.mebibytes(1)}`];

export function isRight({ rightFor }: WrongValue, shape: Shape): boolean {
  return shape.kind === 'union' ? shape.of.some((each) => rightFor(each)) : rightFor(shape);
}
