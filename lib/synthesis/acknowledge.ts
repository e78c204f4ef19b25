import type { IConstruct } from 'constructs';
import { calling } from '../border/guard';
import { acknowledgeCode, applyAcknowledgements } from '../diagnostics/acknowledge';
import type { Batch } from '../diagnostics/alike';
import type { Code } from '../targets/targets';

/**
 * Accepts a finding for a construct and all below it: a warning, or one of the few errors that can be wrong. It stays
 * in the report, as information, with the reason. An acknowledgement of something that is not found is a finding itself.
 *
 * @example
 * acknowledge(backend, 'compose/liveness', 'the watchdog on the host restarts it');
 */
export function acknowledge(construct: IConstruct, code: Code, reason: string): void {
  calling('acknowledge', acknowledge, [construct, code, reason] as const, (given) => acknowledgeCode(...given));
}

/**
 * What was found of one stack by itself, after all that was acknowledged for it: in it, and in what it is in. Of the latter
 * an acknowledgement without a use here may be meant for another stack.
 *
 * @param isOut see {@link applyAcknowledgements}
 */
export function acknowledgedIn(stack: IConstruct, found: readonly Batch[], isOut: (code: string, path: string) => boolean = () => false): readonly Batch[] {
  const around = stack.node.scopes.slice(0, -1);
  const paths = new Set(around.map(({ node }) => node.path));
  return applyAcknowledgements([...around, ...stack.node.findAll()], found, (code, path) => paths.has(path) || isOut(code, path));
}
