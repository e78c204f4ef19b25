import type { Trace } from '../model/trace';

/** What is wrong with a value of the user's program, before it is known which construct it is given to. */
export type ValueFault =
  | { readonly kind: 'invalid-value'; readonly field: string; readonly value: string; readonly expected: string; readonly fix: string; readonly trace?: Trace }
  | { readonly kind: 'unknown-property'; readonly field: string; readonly property: string; readonly fix: string; readonly known: string; readonly trace?: Trace }
  | { readonly kind: 'accidental-text'; readonly field: string; readonly value: string; readonly what: string; readonly trace?: Trace }
  | { readonly kind: 'object-in-text'; readonly field: string; readonly value: string; readonly trace?: Trace };

const FAULTS = Symbol.for('cdk8s-compose.value-faults');

type Faulty = object & { [FAULTS]?: ValueFault[] };

/** What is wrong with a value that was made of a wrong one. It is reported where the value is used. */
export function faultsIn(value: unknown): readonly ValueFault[] {
  return typeof value === 'object' && value !== null ? ((value as Faulty)[FAULTS] ?? NONE) : NONE;
}

const NONE: readonly ValueFault[] = [];

export function addFaults(value: object, faults: readonly ValueFault[]): void {
  const faulty = value as Faulty;
  if (!faulty[FAULTS]) Object.defineProperty(faulty, FAULTS, { value: [] });
  faulty[FAULTS]!.push(...faults);
}
