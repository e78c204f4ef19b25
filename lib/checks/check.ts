import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

/** One rule over one stack. It reports everything it finds, and never throws on a model that breaks another rule. */
export type Check = (graph: StackGraph, findings: Findings) => void;
