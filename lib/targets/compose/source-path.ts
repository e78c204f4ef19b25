import type { StackGraph } from '../../model/graph';
import { escapeDollar, required } from './interpolation';
import { sourceVariable } from './variables';

/** A directory of the checkout, below the variable that the operator sets. */
export function sourcePath(path: string, graph: StackGraph): string {
  const root = required(sourceVariable(graph.model));
  return path === '.' ? root : `${root}/${escapeDollar(path)}`;
}
