import { applyAcknowledgements } from '../diagnostics/acknowledge';
import { alone, findingsOf, type Batch } from '../diagnostics/alike';
import { Findings, type Finding } from '../diagnostics/findings';
import type { OutputFile } from '../targets/output';
import { agreementUnlessWrong } from './agreement';
import { analyze, type Analysis } from './analysis';
import { finalFiles, guarded } from './final-output';
import { judge, type Written, type WrittenScope } from './judgement';
import { reportFiles, sandboxFiles } from './outputs';
import { applyPolicies, policiesFor } from './policies';
import type { StepsOf } from './report-data';
import type { Stack } from './stack';
import { faultyIn, scopesOf } from './written';

/** What the overlays of a stack come to. */
export interface Overlays {
  /** Empty if there is nothing to lay over. */
  readonly files: readonly OutputFile[];
  readonly found: Batch;
}

/**
 * The overlays of a stack: each is the difference between the stack and a variant of it, in the terms of each target.
 *
 * @param written all that is written of the app
 * @param told what judges and policies have found in that: of the variant it is not said again
 */
export function overlaysOf(stack: Stack, base: Analysis, written: Written, told: readonly Batch[]): Overlays {
  const files: OutputFile[] = [];
  const findings: Finding[] = [];
  for (const [name, { variant, trace }] of stack._overlays) {
    const own = new Findings();
    if (variant.node.id !== stack.node.id || variant.namespace !== stack.namespace || !/^[a-z][a-z0-9-]*$/.test(name)) {
      own.report('model/overlay', stack.node.path, { name, value: variant.node.id, namespace: variant.namespace }, trace);
    }
    const analysis = analyze(variant, base.targets);
    const examined = examinedAsVariant(stack, variant, analysis, written);
    const agreement = agreementUnlessWrong(variant, analysis, [examined]);
    const known = new Set(told.flatMap(findingsOf).map(identity));
    const accepted = applyAcknowledgements(variant.node.root.node.findAll(), [analysis.found, examined, ...(agreement ? [agreement.found] : [])]);
    const settled = accepted.flatMap(findingsOf).filter((finding) => !known.has(identity(finding)));
    // Information about the variant is in its report; under the stack's own path it would be about the stack.
    findings.push(...settled.filter(({ severity }) => severity !== 'info').map((finding) => ({ ...finding, path: `${finding.path} (overlay ${name})` })));
    const laidOver = filesOf(name, base, analysis, own);
    if (laidOver.length > 0) {
      files.push(...laidOver, ...sandboxFiles(analysis.model, `sandbox/${base.model.name}.${name}`));
      files.push(...reportFiles(`${base.model.name}.${name}`, `${base.model.name} with the overlay ${name}`, analysis.graph, base.targets, [settled.map(alone)], agreement?.differences(accepted), stepsOf(name, analysis, own)));
    }
    findings.push(...own.all.map((finding) => ({ trace, ...finding })));
  }
  return { files, found: findings.map(alone) };
}

/** A variant in the place of its stack: beside what else there is, and under the policies that hold there. */
function examinedAsVariant(stack: Stack, variant: Stack, analysis: Analysis, { scopes, unknown }: Written): Batch {
  const own = scopesOf(variant, analysis).map((scope) => ({ ...scope, path: stack.node.path }));
  const paths = new Set(variant.node.root.node.findAll().map(({ node }) => node.path));
  const isOwn = new Set<WrittenScope>(own);
  const findings = new Findings();
  judge({ scopes: [...own, ...scopes.filter(({ path }) => path !== stack.node.path)], unknown, faulty: new Set(faultyIn(analysis)) }, (scope) => isOwn.has(scope), findings);
  const policies = policiesFor(stack);
  applyPolicies(own, () => policies, (path) => paths.has(path), findings);
  return findings.together;
}

function identity({ code, path, message }: Finding): string {
  return `${code} ${path} ${message}`;
}

/** A target that has no overlays has nothing of one to run, and no other choices of profiles are laid over a stack. */
function stepsOf(name: string, { model, lowered }: Analysis, findings: Findings): StepsOf {
  return (target) => {
    const variant = lowered.get(target.name);
    if (!variant || !target.overlay) return [];
    return guarded(target, model.path, findings, () => target.steps?.({ graph: variant.graph, objects: variant.objects }, name)) ?? [];
  };
}

/** Of the targets that have overlays, and a variant to lay over. */
function filesOf(name: string, { model, targets, lowered }: Analysis, variant: Analysis, findings: Findings): OutputFile[] {
  return targets.flatMap((target) => {
    const before = lowered.get(target.name);
    const after = variant.lowered.get(target.name);
    if (!before || !after) return [];
    return finalFiles(target, model.path, findings, () => target.overlay?.(name, before, after, findings.for(target.codes)) ?? []);
  });
}
