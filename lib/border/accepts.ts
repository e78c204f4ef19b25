import { Construct } from 'constructs';
import { isSuspicious } from './accidental-text';
import { classOf, isOf } from './brand';
import { faultsIn } from './faulty';
import type { Shape } from './notation';

type Test = (value: unknown) => boolean;
type Entries = Readonly<Record<string, unknown>>;

/** Each shape's, made once: a program gives many values to the same calls. */
const TESTS = new WeakMap<Shape, Test>();

/** Whether a value is right in every part. Most are, and this is all that is done about them. */
export function fits(shape: Shape, value: unknown): boolean {
  return testOf(shape)(value);
}

function testOf(shape: Shape): Test {
  let test = TESTS.get(shape);
  if (!test) TESTS.set(shape, (test = makeTest(shape)));
  return test;
}

/** Types are made of themselves, so the test of a part is made when it is needed first. */
function testOfPart(shape: Shape): Test {
  let test: Test | undefined;
  return (value) => (test ??= testOf(shape))(value);
}

function makeTest(shape: Shape): Test {
  switch (shape.kind) {
    case 'string':
      return isRightText;
    case 'union':
      return fitsOne(shape.of.map(testOfPart));
    case 'list':
      return fitsEach(testOfPart(shape.of));
    case 'map':
      return fitsKeys(testOfPart(shape.of));
    case 'properties':
      return fitsMembers(new Map([...shape.members].map(([name, member]) => [name, testOfPart(member.shape)])), shape.required);
    default:
      return (value) => accepts(shape, value) && faultsIn(value).length === 0;
  }
}

function isRightText(value: unknown): boolean {
  return typeof value === 'string' && !isSuspicious(value);
}

function fitsOne(tests: readonly Test[]): Test {
  return (value) => {
    for (const test of tests) if (test(value)) return true;
    return false;
  };
}

function fitsEach(test: Test): Test {
  return (values) => {
    if (!Array.isArray(values)) return false;
    for (const value of values) if (!test(value)) return false;
    return true;
  };
}

function fitsKeys(test: Test): Test {
  return (value) => {
    if (!isPlain(value)) return false;
    for (const key in value) if (isSuspicious(key) || !test(value[key])) return false;
    return true;
  };
}

function fitsMembers(tests: ReadonlyMap<string, Test>, required: readonly string[]): Test {
  const isComplete = (value: Entries): boolean => required.every((name) => value[name] !== undefined);
  return (value) => {
    if (!isPlain(value) || !isComplete(value)) return false;
    for (const name in value) if (value[name] !== undefined && tests.get(name)?.(value[name]) !== true) return false;
    return true;
  };
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
