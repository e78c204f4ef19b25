import { nameOf } from './brand';
import { callsOf, type Shape } from './notation';
import { CALLS } from './public-calls';

const LONGEST = 60;

/** A value, in the words of somebody who reads what is wrong with it. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the text ${JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value)}`;
    case 'bigint':
      return `the bigint ${value}n`;
    case 'symbol':
      return 'a symbol';
    case 'function':
      return /^class\b/.test(Function.prototype.toString.call(value)) ? `the class ${value.name}` : 'a function';
    case 'object':
      return value === null ? 'null' : describeObject(value);
    default:
      return String(value);
  }
}

function describeObject(value: object): string {
  const ours = nameOf(value);
  if (ours !== undefined) return `the ${ours}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  const kind = (Object.getPrototypeOf(value) as { readonly constructor?: { readonly name?: string } } | null)?.constructor?.name;
  if (kind !== undefined && kind !== '' && kind !== 'Object') return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ', ...' : ''}`;
}

const PLAIN: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  function: 'a function',
  object: 'an object',
  unknown: 'a value',
};

const INTERFACES: Readonly<Record<string, string>> = {
  IDuration: 'a time, such as Duration.seconds(30)',
  ISize: 'a size, such as Size.gibibytes(5)',
  IMountable: 'something that can be mounted, such as a Volume, a ConfigFile, a Scratch or a SourceDirectory',
  IValue: 'a value such as a Secret, a Parameter, the host of an endpoint or text`...`',
  Target: 'a target, such as new Compose()',
};

/** What a value has to be. */
export function expectation(shape: Shape): string {
  switch (shape.kind) {
    case 'literal':
      return `'${shape.value}'`;
    case 'list':
      return `a list: ${expectation(shape.of)}, for each element`;
    case 'map':
      return `an object with ${expectation(shape.of)} for each key`;
    case 'union':
      return inWords(shape.of.map(expectation));
    case 'properties': {
      const required = [...shape.members].filter(([, { optional }]) => !optional).map(([name]) => name);
      return `an object${required.length > 0 ? ` with ${inWords(required, 'and')}` : ' of properties'}`;
    }
    case 'methods':
      return INTERFACES[shape.name] ?? `an object with ${shape.methods.join(', ')}`;
    case 'enum':
      return inWords(Object.keys(shape.values).map((member) => `${shape.name}.${member}`));
    case 'class':
      return ofClass(shape.name);
    default:
      return PLAIN[shape.kind];
  }
}

/** With how one gets an object of it. */
function ofClass(name: string): string {
  const makers = [...callsOf(name).values()].flatMap((call) => (call.isStatic && isClass(call.returns, name) ? [`${name}.${call.name}()`] : []));
  const article = /^[AEIO]/.test(name) ? 'an' : 'a';
  if (makers.length > 0) return `${article} ${name}, from ${inWords(makers)}`;
  if (callsOf(name).has('new') || name === 'Construct') return `${article} ${name}`;
  const givers = Object.keys(CALLS).flatMap((owner) => [...callsOf(owner).values()].flatMap((call) => (isClass(call.returns, name) ? [`${owner}.${call.name}()`] : [])));
  return givers.length > 0 ? `${article} ${name}, as ${inWords(givers.slice(0, 2))} gives it` : `${article} ${name}`;
}

function isClass(shape: Shape | undefined, name: string): boolean {
  return shape?.kind === 'class' && shape.name === name;
}

function inWords(texts: readonly string[], last = 'or'): string {
  return texts.length < 2 ? (texts[0] ?? 'nothing') : `${texts.slice(0, -1).join(', ')} ${last} ${texts[texts.length - 1]}`;
}
