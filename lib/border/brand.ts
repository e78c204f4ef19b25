import { Construct } from 'constructs';

/** The class of ours that a prototype belongs to, whichever copy of the package made it. */
const CLASS = Symbol.for('cdk8s-compose.class');

/** What a text has in it where one of our objects was put into a string. */
export const MARK = 'of cdk8s-compose, not text]';

/** Gives a class its name, by which its instances are known, and a text that shows where one was put into a string. */
export function brand(prototype: object, name: string): void {
  Object.defineProperty(prototype, CLASS, { value: name });
  const { toString } = prototype;
  if (toString !== Object.prototype.toString && toString !== Construct.prototype.toString) return;
  const mark = function (this: object): string {
    return `[${nameOf(this) ?? name} ${MARK}`;
  };
  Object.defineProperty(prototype, 'toString', { value: mark, configurable: true, writable: true });
  Object.defineProperty(prototype, 'toJSON', { value: mark, configurable: true, writable: true });
}

/** The innermost class of ours that a value is of. */
export function classOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? (value as { [CLASS]?: string })[CLASS] : undefined;
}

/** Whether a value is of a class of ours, or one derived from it. */
export function isOf(value: unknown, name: string): boolean {
  if (classOf(value) === name) return true;
  for (let at: unknown = value; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, CLASS) && (at as { [CLASS]?: string })[CLASS] === name) return true;
  }
  return false;
}

/** What a person calls an object of ours: `Workload shop/api`, `Endpoint http`, `Size`; undefined if it is none. */
export function nameOf(value: unknown): string | undefined {
  const name = classOf(value);
  if (name === undefined) return undefined;
  if (Construct.isConstruct(value)) return `${name} ${value.node?.path ?? ''}`.trimEnd();
  const own = (value as { readonly name?: unknown }).name;
  return typeof own === 'string' ? `${name} ${own}` : name;
}

/** The object of ours that was turned into a part of a text; undefined if there is none. */
export function objectIn(text: string): string | undefined {
  const end = text.indexOf(MARK);
  return end < 0 ? undefined : text.slice(text.lastIndexOf('[', end) + 1, end - 1);
}
