import { Findings } from '../diagnostics/findings';
import { renderFinding } from '../diagnostics/render';
import { SynthesisError } from '../diagnostics/synthesis-error';
import type { ValueFault } from './faulty';

/**
 * The one kind of mistake that ends the program where it is made: there is no construct at which it could be remembered,
 * because that is what is wrong.
 */
export function refuse(name: string, faults: readonly ValueFault[]): never {
  const findings = new Findings();
  for (const fault of faults) {
    if (fault.kind === 'invalid-value') findings.report('model/invalid-value', '', { ...fault, field: fault.field.endsWith(`${name}()`) ? fault.field : `${fault.field} of ${name}()` }, fault.trace);
  }
  const error = new SynthesisError(findings.all, findings.all.map((finding) => renderFinding(finding)));
  // The message names the line; frames of ours would bury it.
  throw Object.defineProperty(error, 'stack', { value: `${error.name}: ${error.message}` });
}
