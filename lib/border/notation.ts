import { CALLS } from './public-calls';
import { ENUMS, TYPES } from './public-types';

/** What a value may be. */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'function' | 'object' | 'unknown' }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'list' | 'map'; readonly of: Shape }
  | { readonly kind: 'union'; readonly of: readonly Shape[] }
  | { readonly kind: 'properties'; readonly name: string; readonly members: ReadonlyMap<string, Member>; readonly required: readonly string[] }
  | { readonly kind: 'methods'; readonly name: string; readonly methods: readonly string[] }
  | { readonly kind: 'enum'; readonly name: string; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'class'; readonly name: string };

export interface Member {
  readonly shape: Shape;
  readonly optional: boolean;
}

/** A constructor, method or function. */
export interface Call {
  readonly name: string;
  readonly isStatic: boolean;
  readonly parameters: readonly Parameter[];
  /** Missing if it returns nothing. */
  readonly returns?: Shape;
}

export interface Parameter extends Member {
  readonly name: string;
  /** It takes all arguments that are left. */
  readonly rest: boolean;
}

const CALLS_READ = new Map<string, ReadonlyMap<string, Call>>();
const SHAPES_READ = new Map<string, Shape>();

/** What can be called of a class, by name; the constructor is `new`. Of a function: `call`. */
export function callsOf(name: string): ReadonlyMap<string, Call> {
  let calls = CALLS_READ.get(name);
  if (!calls) {
    calls = new Map((CALLS[name] ?? []).map((text) => new Reader(text).call()).map((call) => [call.name, call]));
    CALLS_READ.set(name, calls);
  }
  return calls;
}

const WORDS: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'function', 'object', 'unknown']);

/** A type by its name, read when it is asked for. */
function named(name: string): Shape {
  let shape = SHAPES_READ.get(name);
  if (!shape) {
    shape = readNamed(name);
    SHAPES_READ.set(name, shape);
  }
  return shape;
}

function readNamed(name: string): Shape {
  if (WORDS.has(name)) return { kind: name as 'string' };
  if (Object.hasOwn(ENUMS, name)) return { kind: 'enum', name, values: ENUMS[name] };
  if (!Object.hasOwn(TYPES, name)) return { kind: 'class', name };
  const text = TYPES[name];
  if (text.startsWith('with ')) return { kind: 'methods', name, methods: text.slice('with '.length).split(', ') };
  const shape = new Reader(text).type();
  return shape.kind === 'properties' ? { ...shape, name } : shape;
}

function properties(members: ReadonlyMap<string, Member>): Shape {
  return { kind: 'properties', name: 'object', members, required: [...members].flatMap(([name, { optional }]) => (optional ? [] : [name])) };
}

const TOKEN = /'[^']*'|\w+|\.\.\.|\S/g;

/**
 * Reads the notation of `public-calls.ts` and `public-types.ts`, which is TypeScript's but for two things: `{T}` is an object
 * with any keys, and an interface with methods is a list of them.
 */
class Reader {
  private readonly tokens: readonly string[];
  private at = 0;

  public constructor(text: string) {
    this.tokens = text.match(TOKEN) ?? [];
  }

  public call(): Call {
    const isStatic = this.skip('static');
    const name = this.next();
    this.next();
    const parameters: Parameter[] = [];
    while (!this.skip(')')) {
      const rest = this.skip('...');
      const parameter = this.next();
      parameters.push({ name: parameter, rest, ...this.member() });
      this.skip(',');
    }
    return { name, isStatic, parameters, ...(this.skip(':') && { returns: this.type() }) };
  }

  public type(): Shape {
    const of = [this.intersection()];
    while (this.skip('|')) of.push(this.intersection());
    return of.length === 1 ? of[0] : { kind: 'union', of };
  }

  private intersection(): Shape {
    let shape = this.lists();
    while (this.skip('&')) {
      const other = this.lists();
      if (shape.kind === 'properties' && other.kind === 'properties') shape = properties(new Map([...shape.members, ...other.members]));
    }
    return shape;
  }

  private lists(): Shape {
    let shape = this.single();
    while (this.skip('[')) {
      this.next();
      shape = { kind: 'list', of: shape };
    }
    return shape;
  }

  private single(): Shape {
    const token = this.next();
    if (token.startsWith("'")) return { kind: 'literal', value: token.slice(1, -1) };
    if (token === '{') return this.braces();
    if (token !== '(') return named(token);
    const shape = this.type();
    this.next();
    return shape;
  }

  private braces(): Shape {
    const members = new Map<string, Member>();
    if (this.tokens[this.at] !== '}' && ![':', '?'].includes(this.tokens[this.at + 1])) {
      const of = this.type();
      this.next();
      return { kind: 'map', of };
    }
    while (!this.skip('}')) {
      members.set(this.next(), this.member());
      this.skip(',');
    }
    return properties(members);
  }

  private member(): Member {
    const optional = this.skip('?');
    this.next();
    return { shape: this.type(), optional };
  }

  private next(): string {
    return this.tokens[this.at++] ?? '';
  }

  private skip(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }
}
