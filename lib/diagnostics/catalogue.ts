import type { Declaration } from './declaration';
import { MODEL_CODES } from './model-codes';
import { COMPOSE_CODES, KUBERNETES_CODES } from './target-codes';

/** Everything that can be found. */
export const CATALOGUE = { ...MODEL_CODES, ...KUBERNETES_CODES, ...COMPOSE_CODES } as const;

/** The stable name of a finding. */
export type Code = keyof typeof CATALOGUE;

export type Params<C extends Code> = (typeof CATALOGUE)[C] extends Declaration<infer P> ? P : never;

export function isCode(text: string): text is Code {
  return Object.hasOwn(CATALOGUE, text);
}
