import type { IConstruct } from 'constructs';
import { acknowledgeCode } from '../diagnostics/acknowledge';
import type { Code } from '../targets/targets';

/**
 * Accepts a finding for a construct and all below it: a warning, or one of the few errors that can be wrong. It stays
 * in the report, as information, with the reason. An acknowledgement of something that is not found is a finding itself.
 *
 * @example
 * acknowledge(backend, 'compose/liveness', 'the watchdog on the host restarts it');
 */
export function acknowledge(construct: IConstruct, code: Code, reason: string): void {
  acknowledgeCode(construct, code, reason);
}
