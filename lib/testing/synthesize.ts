import { findingsOf } from '../diagnostics/alike';
import { Findings, type Finding } from '../diagnostics/findings';
import { renderFinding } from '../diagnostics/render';
import type { StackModel } from '../model/stack';
import { acknowledgedIn } from '../synthesis/acknowledge';
import { agreementUnlessWrong } from '../synthesis/agreement';
import { analyze, originOf } from '../synthesis/analysis';
import { stackFiles, targetFiles } from '../synthesis/outputs';
import { overlaysOf } from '../synthesis/overlays';
import { isOutOf } from '../synthesis/run';
import type { Stack } from '../synthesis/stack';
import { examinedAlone, writtenOf } from '../synthesis/written';
import type { ComposeDocument } from '../targets/compose/document';
import { documentOf, type ComposeOutput } from '../targets/compose/project';
import type { KubernetesObject } from '../targets/kubernetes/api';
import { bytesOf, contentOf, type OutputFile, type OutputObject } from '../targets/output';
import { originsOf } from './origins';

/**
 * Everything that synthesis makes of one stack, without writing anything. What most tests look at, the objects of the
 * targets that every stack is written for by default, has names and types of its own; `objects` has those of every target.
 */
export interface Synthesized {
  readonly model: StackModel;
  /** Empty if there are errors, or if the stack is not written for Kubernetes. */
  readonly kubernetes: readonly KubernetesObject[];
  /** Missing if there are errors, or if the stack is not written for Compose. */
  readonly compose?: ComposeDocument;
  /** What is about to be written for each target, by the target's name, with the construct that it comes from. */
  readonly objects: ReadonlyMap<string, readonly OutputObject[]>;
  /** All findings, acknowledged ones as information. */
  readonly findings: readonly Finding[];
  /** The findings as they appear on a terminal, with source lines. */
  readonly rendered: readonly string[];
  /** Every output of the stack by the path that `synth` would give it. Empty if there are errors. */
  readonly files: ReadonlyMap<string, string>;
  /** Those of them that are no text, which `files` has in base64. */
  readonly binaryFiles: ReadonlyMap<string, Uint8Array>;
  /** The same files in the pieces that they are put together from: `placesIn` says which lines are of which construct. */
  readonly outputs: readonly OutputFile[];
  /** Path of the construct that an object comes from, by the object's name: `Deployment/api`, `services.api`. For {@link expectGoldenFolder}. */
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * Synthesizes one stack in memory, for all of its targets. It never throws on findings: a test can look at them.
 *
 * @example
 * const { compose, findings } = synthesize(new Shop(new App(), 'shop'));
 * expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
 */
export function synthesize(stack: Stack): Synthesized {
  const analysis = analyze(stack);
  const { model, lowered, targets } = analysis;
  const found = new Findings();
  const ofTargets = targetFiles(analysis, found);
  const examined = examinedAlone(stack, analysis).together;
  const agreement = agreementUnlessWrong(stack, analysis, [found.together, examined]);
  const told = [examined, ...(agreement ? [agreement.found] : [])];
  const overlays = overlaysOf(stack, analysis, writtenOf([{ stack, analysis }], []), told);
  const settled = acknowledgedIn(stack, [analysis.found, found.together, ...told, overlays.found], isOutOf(targets));
  const findings = settled.flatMap(findingsOf);
  const failed = findings.some(({ severity }) => severity === 'error');
  const outputs = failed ? [] : [...ofTargets, ...stackFiles(analysis, settled, agreement), ...overlays.files];
  const project = lowered.get('compose');
  return {
    model,
    kubernetes: (lowered.get('kubernetes')?.objects ?? []).map(({ value }) => value as KubernetesObject),
    ...(project && { compose: documentOf(project.objects as readonly ComposeOutput[], project.graph) }),
    objects: new Map([...lowered].map(([name, { objects }]) => [name, objects])),
    findings,
    rendered: findings.map((finding) => renderFinding(finding, originOf(stack, analysis, finding.path))),
    files: new Map(outputs.map((file) => [file.path, contentOf(file)])),
    binaryFiles: new Map(outputs.flatMap((file) => {
      const bytes = bytesOf(file);
      return bytes ? [[file.path, bytes]] : [];
    })),
    outputs,
    origins: originsOf(model, [...lowered.values()].flatMap(({ objects }) => objects)),
  };
}
