import type { Shape } from './notation';

const MAKERS = new Map<string, () => unknown>();
const PROTOTYPES = new Map<string, object>();

/** Says what stands in for an object of a class; by default an object that can do nothing. */
export function registerStandIn(name: string, prototype: object, make?: () => unknown): void {
  PROTOTYPES.set(name, prototype);
  if (make) MAKERS.set(name, make);
}

/**
 * A harmless value in place of a wrong one, so that the rest of the program is judged too. Nothing is written of it: what
 * was wrong is an error.
 *
 * @param name of the property, which tells paths and ports from other texts and numbers
 */
export function standIn(shape: Shape, name: string): unknown {
  switch (shape.kind) {
    case 'string':
      return /path|directory|root|context/i.test(name) ? '/invalid' : /host$/i.test(name) ? 'invalid.example.com' : 'invalid';
    case 'number':
      return /port/i.test(name) ? 10_000 : /[ug]id$/.test(name) ? 10_001 : 1;
    case 'boolean':
      return false;
    case 'function':
      return () => undefined;
    case 'object':
    case 'map':
      return {};
    case 'list':
      return [];
    case 'literal':
      return shape.value;
    case 'enum':
      return Object.values(shape.values)[0];
    case 'union':
      return standIn(shape.of[0], name);
    case 'properties':
      return Object.fromEntries([...shape.members].flatMap(([member, { shape: of, optional }]) => (optional ? [] : [[member, standIn(of, member)]])));
    case 'methods':
      return ofInterface(shape.name, shape.methods);
    case 'class':
      return MAKERS.get(shape.name)?.() ?? Object.create(PROTOTYPES.get(shape.name) ?? Object.prototype);
    case 'unknown':
      return undefined;
  }
}

/** Whether an object of ours stands in that can do nothing. */
export function isHollow(shape: Shape): boolean {
  return (shape.kind === 'class' && !MAKERS.has(shape.name)) || (shape.kind === 'methods' && !Object.hasOwn(AMOUNTS, shape.name));
}

/** Half a minute, and a gibibyte: within the bounds of nearly everything. */
const AMOUNTS: Readonly<Record<string, number>> = { IDuration: 30_000, ISize: 1024 ** 2 };

function ofInterface(name: string, methods: readonly string[]): unknown {
  return Object.fromEntries(methods.map((method) => [method, () => (name === 'IValue' ? { kind: 'literal', text: 'invalid' } : AMOUNTS[name])]));
}
