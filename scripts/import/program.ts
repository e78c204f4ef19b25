import type { WorkloadProps } from 'cdk8s-compose';

/*
 * What a program of this library would say, as plain data: it can be run, and a program can be written from it.
 */

/** A value in such a program. */
export type Said = string | number | boolean | Composite;

/** A value that is more than itself. */
export type Composite =
  | { readonly kind: 'list'; readonly items: readonly Said[] }
  | { readonly kind: 'object'; readonly entries: Readonly<Record<string, Said>> }
  /** A static function of a class: `Size.mebibytes(64)`. */
  | { readonly kind: 'call'; readonly callee: string; readonly arguments: readonly Said[] }
  /** A method of a value: `data.readOnly()`. */
  | { readonly kind: 'method'; readonly on: Said; readonly method: string; readonly arguments: readonly Said[] }
  /** A member of an enum: `Protocol.UDP`. */
  | { readonly kind: 'member'; readonly of: string }
  /** Text with values in it. */
  | { readonly kind: 'text'; readonly parts: readonly Said[] }
  /** Something that is declared once for all: a parameter, a secret, a volume. */
  | { readonly kind: 'declared'; readonly id: string }
  /** Another workload, by its service. */
  | { readonly kind: 'workload'; readonly service: string }
  /** An endpoint of a workload, or a value of it. */
  | { readonly kind: 'endpoint'; readonly service: string; readonly name: string; readonly part?: 'publishedPort' };

/** Something that several workloads refer to. */
export interface Declaration {
  readonly construct: 'Parameter' | 'Secret' | 'Volume' | 'ExistingVolume';
  readonly id: string;
  readonly props: Readonly<Record<string, Said>>;
}

/** Where a value stands in the properties of a workload: `['resources', 'memory', 'limit']`. */
export type OptionPath = readonly [keyof WorkloadProps, ...string[]];

/** An attribute of a service that an option of a workload says. */
export interface Statement {
  readonly attribute: string;
  readonly option: OptionPath;
  readonly value: Said;
}

/** An attribute of a service that a method says, once all workloads are there. */
export interface Call {
  readonly attribute: string;
  readonly method: 'addEndpoint' | 'addEnv' | 'addInitContainer' | 'connectTo' | 'startAfter';
  readonly arguments: readonly Said[];
}

/** An attribute that needs no word: the output has it anyway. */
export interface Implied {
  readonly attribute: string;
  readonly because: string;
}

/** An attribute, or a part of one, that no typed word says. */
export interface LeftOver {
  readonly attribute: string;
  readonly value: unknown;
  readonly why: string;
}

/** What one service comes to. */
export interface ServiceMapping {
  readonly service: string;
  /** The id of the workload. */
  readonly id: string;
  readonly construct: 'Workload' | 'Task';
  readonly statements: readonly Statement[];
  readonly calls: readonly Call[];
  readonly implied: readonly Implied[];
  readonly leftOver: readonly LeftOver[];
}

/** What a whole file comes to. */
export interface ProjectMapping {
  /** The id of the stack. */
  readonly id: string;
  readonly declarations: readonly Declaration[];
  readonly services: readonly ServiceMapping[];
  /** Of the file itself, outside of its services. */
  readonly leftOver: readonly LeftOver[];
}

export function call(callee: string, ...args: readonly Said[]): Said {
  return { kind: 'call', callee, arguments: args };
}

export function member(of: string): Said {
  return { kind: 'member', of };
}

export function object(entries: Readonly<Record<string, Said>>): Said {
  return { kind: 'object', entries };
}

export function list(items: readonly Said[]): Said {
  return { kind: 'list', items };
}

/** Text that may have values in it, as plainly as it can be said. */
export function text(parts: readonly Said[]): Said {
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return parts.length === 1 ? parts[0] : { kind: 'text', parts };
}

/** The services whose workloads a value refers to. */
export function workloadsIn(value: Said): readonly string[] {
  if (typeof value !== 'object') return [];
  switch (value.kind) {
    case 'workload':
    case 'endpoint':
      return [value.service];
    case 'list':
      return value.items.flatMap(workloadsIn);
    case 'object':
      return Object.values(value.entries).flatMap(workloadsIn);
    case 'call':
      return value.arguments.flatMap(workloadsIn);
    case 'method':
      return [value.on, ...value.arguments].flatMap(workloadsIn);
    case 'text':
      return value.parts.flatMap(workloadsIn);
    case 'member':
    case 'declared':
      return [];
  }
}

/** Whether a value can only be given once all workloads are there. */
export function refersToWorkload(value: Said): boolean {
  return workloadsIn(value).length > 0;
}
