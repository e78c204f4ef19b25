import { MODEL_CODES } from '../diagnostics/model-codes';
import { COMPOSE_CODES } from './compose/codes';
import { Compose } from './compose/compose';
import { KUBERNETES_CODES } from './kubernetes/codes';
import { Kubernetes } from './kubernetes/kubernetes';
import type { Target } from './target';

/** What a stack is written for unless someone says otherwise. */
export const DEFAULT_TARGETS: readonly Target[] = [new Kubernetes(), new Compose()];

/** Everything that can be found by the targets of this package. */
export const CATALOGUE = { ...MODEL_CODES, ...KUBERNETES_CODES, ...COMPOSE_CODES } as const;

/** The stable name of a finding. */
export type Code = keyof typeof CATALOGUE;

export function isCode(text: string): text is Code {
  return Object.hasOwn(CATALOGUE, text);
}
