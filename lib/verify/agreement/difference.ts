import { aspectOf, type Aspect } from '../../diagnostics/aspects';
import type { Fault } from './reading';

/** One of the two outputs. */
export type Side = 'kubernetes' | 'compose';

/** Something that two outputs say differently of one system, or that one of them says as it cannot be. */
export interface Difference {
  /** The workload, or the container of one, as readings call it; empty for what is about none. */
  readonly workload: string;
  readonly aspect: Aspect;
  /** What of it, once in a workload: `replicas`, `env PORT`. */
  readonly what: string;
  /** What Kubernetes has; missing for nothing. */
  readonly kubernetes?: string;
  /** What Compose has; missing for nothing. */
  readonly compose?: string;
  /** In place of the two values: what is wrong, whatever the other output says. */
  readonly says?: string;
  /** The output in which it is wrong. */
  readonly side?: Side;
  /** Set for what is as it always is, and so need not be announced. */
  readonly isUsual?: true;
}

/** Splits the key of a fact: `api env PORT`; what is about no workload begins with the space, ` volume data`. */
export function partsOf(key: string): { readonly workload: string; readonly what: string } {
  const space = key.indexOf(' ');
  return { workload: key.slice(0, space), what: key.slice(space + 1) };
}

/** That a fact is another one in each output, or none. */
export function differenceOf(key: string, kubernetes: string | undefined, compose: string | undefined, more: Pick<Difference, 'isUsual'> = {}): Difference {
  const { workload, what } = partsOf(key);
  return { workload, aspect: aspectOf(what), what, ...(kubernetes !== undefined && { kubernetes }), ...(compose !== undefined && { compose }), ...more };
}

/** What cannot be right, as a difference. */
export function faultOf({ workload, aspect, says }: Fault, side: Side): Difference {
  return { workload, aspect, what: says, says, side };
}
