import type { IConstruct } from 'constructs';
import type { Trace } from './trace';

const FAULTS = Symbol.for('cdk8s-compose.faults');

/**
 * A mistake that would have to throw where it is made. It is remembered at the root of the construct tree instead,
 * so that one run reports it together with all others.
 */
export type Fault =
  | { readonly kind: 'stringified-value'; readonly path: string; readonly what: string; readonly trace: Trace }
  | { readonly kind: 'duplicate-id'; readonly path: string; readonly id: string; readonly trace: Trace }
  | {
      readonly kind: 'invalid-path' | 'invalid-duration' | 'invalid-quantity';
      readonly path: string;
      readonly field: string;
      readonly value: string | number;
      readonly rule: string;
      readonly trace: Trace;
    }
  | { readonly kind: 'api-url'; readonly path: string; readonly value: string; readonly rule: string; readonly trace: Trace }
  | { readonly kind: 'program'; readonly path: string; readonly program: string; readonly rule: string; readonly trace: Trace }
  | { readonly kind: 'contradiction'; readonly path: string; readonly field: string; readonly other: string; readonly trace: Trace }
  | { readonly kind: 'unknown-user'; readonly path: string; readonly value: string; readonly trace: Trace }
  | { readonly kind: 'meaningless'; readonly path: string; readonly field: string; readonly rule: string; readonly trace: Trace }
  | {
      readonly kind: 'conflict';
      readonly path: string;
      readonly what: string;
      readonly first: string;
      readonly second: string;
      /** Where the first was said, if that is known. */
      readonly firstTrace?: Trace;
      /** What to do, where that is more than to say it once. */
      readonly fix?: string;
      readonly trace: Trace;
    }
  | { readonly kind: 'route'; readonly path: string; readonly value: string; readonly rule: string; readonly fix: string; readonly trace: Trace }
  | { readonly kind: 'not-http'; readonly path: string; readonly what: string; readonly value: string; readonly trace: Trace }
  | { readonly kind: 'server-setting' | 'url'; readonly path: string; readonly field: string; readonly value: string | number; readonly rule: string; readonly trace: Trace }
  | { readonly kind: 'chosen-value'; readonly path: string; readonly field: string; readonly value: string; readonly expected: string; readonly trace: Trace }
  | { readonly kind: 'file'; readonly path: string; readonly value: string; readonly rule: string; readonly trace: Trace }
  | { readonly kind: 'server-version'; readonly path: string; readonly value: string; readonly known: string; readonly trace: Trace }
  | {
      readonly kind: 'invalid-value';
      readonly path: string;
      readonly field: string;
      readonly value: string;
      readonly expected: string;
      readonly fix: string;
      readonly trace?: Trace;
    }
  | { readonly kind: 'unknown-property'; readonly path: string; readonly field: string; readonly property: string; readonly fix: string; readonly known: string; readonly trace?: Trace }
  | { readonly kind: 'accidental-text'; readonly path: string; readonly field: string; readonly value: string; readonly what: string; readonly trace?: Trace }
  | { readonly kind: 'object-in-text'; readonly path: string; readonly field: string; readonly value: string; readonly trace?: Trace }
  | { readonly kind: 'lost'; readonly path: string; readonly value: string; readonly scope: string; readonly trace: Trace }
  | { readonly kind: 'undescribed'; readonly path: string; readonly detail: string }
  | { readonly kind: 'empty-id'; readonly path: string; readonly trace: Trace };

export function recordFault(scope: IConstruct, fault: Fault): void {
  const root = scope.node.root as IConstruct & { [FAULTS]?: Fault[] };
  if (!root[FAULTS]) Object.defineProperty(root, FAULTS, { value: [] });
  root[FAULTS]!.push(fault);
}

/** The faults recorded at or below a construct. */
export function faultsBelow(construct: IConstruct): readonly Fault[] {
  const root = construct.node.root as IConstruct & { [FAULTS]?: Fault[] };
  const path = construct.node.path;
  return (root[FAULTS] ?? []).filter((fault) => path === '' || fault.path === path || fault.path.startsWith(`${path}/`));
}
