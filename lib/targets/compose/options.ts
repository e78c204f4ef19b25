import type { JsonPatch } from 'cdk8s';
import type { Findings } from '../../diagnostics/findings';
import { applyPatches } from '../patch';
import type { ComposeService } from './document';

/** What only Compose understands, for one workload: the way out when no property says what is needed. */
export class ComposeOptions {
  private readonly callbacks: ((service: ComposeService) => void)[] = [];
  private readonly patches: JsonPatch[] = [];

  /**
   * Changes the service before it is written. The callback runs at every synthesis and gets a new object each time.
   *
   * @example
   * agent.compose.customize((service) => { service.init = true; });
   */
  public customize(callback: (service: ComposeService) => void): void {
    this.callbacks.push(callback);
  }

  /** Patches the service as it is written, after the callbacks. A patch without effect is an error (`compose/patch`). */
  public addJsonPatch(...patches: JsonPatch[]): void {
    this.patches.push(...patches);
  }

  /** @internal */
  public _apply(service: ComposeService, path: string, findings: Findings): ComposeService {
    for (const callback of this.callbacks) callback(service);
    if (this.patches.length === 0) return service;
    const patched = applyPatches(service, this.patches);
    if ('result' in patched) return patched.result;
    findings.report('compose/patch', path, { detail: patched.problem });
    return service;
  }
}

/** A construct with Compose options. */
export interface ComposeHatch {
  readonly compose: ComposeOptions;
}

export function isComposeHatch(value: unknown): value is ComposeHatch {
  return typeof value === 'object' && value !== null && 'compose' in value && value.compose instanceof ComposeOptions;
}
