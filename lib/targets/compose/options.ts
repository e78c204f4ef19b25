import type { JsonPatch } from 'cdk8s';
import { guard } from '../../border/guard';
import type { Reporter } from '../../diagnostics/findings';
import { captureTrace, type Trace } from '../../model/trace';
import { customization, customizationProblem, type Customization } from '../customization';
import { fingerprint } from '../fingerprint';
import { applyPatches } from '../patch';
import type { ComposeCodes } from './codes';
import type { ComposeService } from './document';
import { serviceProblem } from './service-shape';

/** What only Compose understands, for one workload: the way out when no property says what is needed. */
export class ComposeOptions {
  private readonly callbacks: Customization<ComposeService>[] = [];
  private readonly patches: { readonly patch: JsonPatch; readonly trace: Trace }[] = [];

  /**
   * Changes the service before it is written. The callback runs at every synthesis and gets a new object each time. One
   * that throws is an error (`compose/customize`).
   *
   * @example
   * agent.compose.customize((service) => { service.init = true; });
   */
  public customize(callback: (service: ComposeService) => void): void {
    this.callbacks.push(customization(callback, this.customize));
  }

  /** Patches the service as it is written, after the callbacks. A patch without effect is an error (`compose/patch`). */
  public addJsonPatch(...patches: JsonPatch[]): void {
    const trace = captureTrace(this.addJsonPatch);
    this.patches.push(...patches.map((patch) => ({ patch, trace })));
  }

  /** @internal */
  public get _isUsed(): boolean {
    return this.callbacks.length + this.patches.length > 0;
  }

  /** @internal */
  public _apply(service: ComposeService, path: string, findings: Reporter<ComposeCodes>): { readonly result: ComposeService; readonly changedBy?: { readonly trace: Trace } } {
    if (!this._isUsed) return { result: service };
    const before = fingerprint(service);
    let after = before;
    let changedBy: { readonly trace: Trace } | undefined;
    const known = new Set(Object.keys(service));
    for (const callback of this.callbacks) {
      const detail = customizationProblem(callback, service);
      if (detail !== undefined) findings.report('compose/customize', path, { detail }, callback.trace);
      const now = fingerprint(service);
      if (now !== after) changedBy = callback;
      after = now;
    }
    let result = service;
    for (const { patch, trace } of this.patches) {
      const outcome = applyPatches(result, [patch]);
      if ('result' in outcome) [result, changedBy] = [outcome.result, { trace }];
      else findings.report('compose/patch', path, { detail: outcome.problem }, trace);
    }
    const problem = serviceProblem(result, known);
    if (problem !== undefined) findings.report('compose/customize', path, { detail: `it leaves ${problem}` }, (this.callbacks.at(-1) ?? this.patches.at(-1))?.trace);
    return { result, ...(changedBy && fingerprint(result) !== before && { changedBy }) };
  }
}

guard(ComposeOptions);

/** A construct with Compose options. */
export interface ComposeHatch {
  readonly compose: ComposeOptions;
}

export function isComposeHatch(value: unknown): value is ComposeHatch {
  return typeof value === 'object' && value !== null && 'compose' in value && value.compose instanceof ComposeOptions;
}
