import { Construct } from 'constructs';
import { isSuspicious } from './accidental-text';
import { classOf, isOf } from './brand';
import { faultsIn } from './faulty';
import type { Shape } from './notation';

/** Whether a value is right in every part. Most are, and this is all that is done about them. */
export function fits(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' && !isSuspicious(value);
    case 'union':
      for (const each of shape.of) if (fits(each, value)) return true;
      return false;
    case 'list':
      return Array.isArray(value) && value.every((each) => fits(shape.of, each));
    case 'map':
      return isPlain(value) && fitsKeys(shape.of, value);
    case 'properties':
      return isPlain(value) && fitsMembers(shape, value);
    default:
      return accepts(shape, value) && faultsIn(value).length === 0;
  }
}

function fitsKeys(of: Shape, value: Readonly<Record<string, unknown>>): boolean {
  for (const key in value) if (isSuspicious(key) || !fits(of, value[key])) return false;
  return true;
}

function fitsMembers({ members, required }: Shape & { readonly kind: 'properties' }, value: Readonly<Record<string, unknown>>): boolean {
  for (const name of required) if (value[name] === undefined) return false;
  for (const name in value) {
    const each = value[name];
    if (each === undefined) continue;
    const member = members.get(name);
    if (!member || !fits(member.shape, each)) return false;
  }
  return true;
}

/** Whether a value is of a type, as far as one can see without looking into it. */
export function accepts(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case 'string':
    case 'boolean':
    case 'function':
      return typeof value === shape.kind;
    case 'number':
      // What has no amount means nothing anywhere.
      return typeof value === 'number' && Number.isFinite(value);
    case 'object':
      return isPlain(value);
    case 'literal':
      return value === shape.value;
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'properties':
      return isPlain(value);
    case 'union':
      return shape.of.some((each) => accepts(each, value));
    case 'enum':
      return typeof value === 'string' && Object.values(shape.values).includes(value);
    case 'methods':
      return typeof value === 'object' && value !== null && hasMethods(shape.methods, value as Record<string, unknown>) && hasAmount(shape.name, value);
    case 'class':
      return isOfClass(shape.name, value);
    case 'unknown':
      return true;
  }
}

function hasMethods(methods: readonly string[], value: Readonly<Record<string, unknown>>): boolean {
  for (const name of methods) if (typeof value[name] !== 'function') return false;
  return true;
}

/** One of cdk8s throws where it is no whole number of the unit that it is asked for. */
function hasAmount(name: string, value: object): boolean {
  const method = name === 'IDuration' ? 'toMilliseconds' : name === 'ISize' ? 'toKibibytes' : undefined;
  if (method === undefined) return true;
  try {
    return typeof (value as Record<string, () => unknown>)[method]() === 'number';
  } catch {
    return false;
  }
}

function isOfClass(name: string, value: unknown): boolean {
  if (name === 'Construct') return Construct.isConstruct(value);
  if (name === 'JsonPatch') return typeof value === 'object' && value !== null && '_toJson' in value;
  return isOf(value, name);
}

/** An object of properties, and not one that means something by itself. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  if (Array.isArray(value) || classOf(value) !== undefined || Construct.isConstruct(value)) return false;
  return !(value instanceof Date || value instanceof Promise || value instanceof Map || value instanceof Set || value instanceof RegExp || value instanceof Error || ArrayBuffer.isView(value));
}
