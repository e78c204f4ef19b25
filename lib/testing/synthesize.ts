import { applyAcknowledgements } from '../diagnostics/acknowledge';
import type { Finding } from '../diagnostics/findings';
import { renderFinding } from '../diagnostics/render';
import type { StackModel } from '../model/stack';
import { outputFiles } from '../outputs';
import { overlaysOf } from '../overlays';
import type { Stack } from '../stack';
import { analyze } from '../synthesis';
import type { ComposeDocument } from '../targets/compose/document';
import type { KubernetesObject } from '../targets/kubernetes/api';
import { originsOf } from './origins';

/** Everything that synthesis makes of one stack, without writing anything. */
export interface Synthesized {
  readonly model: StackModel;
  /** Empty if there are errors. */
  readonly kubernetes: readonly KubernetesObject[];
  /** Missing if there are errors. */
  readonly compose?: ComposeDocument;
  /** All findings, acknowledged ones as information. */
  readonly findings: readonly Finding[];
  /** The findings as they appear on a terminal, with source lines. */
  readonly rendered: readonly string[];
  /** Every output of the stack by the path that `synth` would give it. Empty if there are errors. */
  readonly files: ReadonlyMap<string, string>;
  /** Path of the construct that an object comes from, by the object's name: `Deployment/api`, `services.api`. For {@link expectGoldenFolder}. */
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * Synthesizes one stack in memory. It never throws on findings: a test can look at them.
 *
 * @example
 * const { compose, findings } = synthesize(new Shop(new App(), 'shop'));
 * expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
 */
export function synthesize(stack: Stack): Synthesized {
  const analysis = analyze(stack);
  const complete = analysis.compose ? stack._withKubernetesOnly(analysis) : analysis;
  const overlays = overlaysOf(stack, complete);
  const findings = applyAcknowledgements(stack, [...complete.findings, ...overlays.findings]);
  const { model, kubernetes, compose, constructs } = complete;
  const failed = findings.some(({ severity }) => severity === 'error');
  return {
    model,
    kubernetes,
    ...(compose && { compose: compose.document }),
    findings,
    rendered: findings.map((finding) => renderFinding(finding, constructs.get(finding.path) ?? stack)),
    files: failed ? new Map() : new Map([...outputFiles(complete, findings), ...overlays.files]),
    origins: originsOf(model, kubernetes),
  };
}
