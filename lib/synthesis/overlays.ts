import { applyAcknowledgements } from '../diagnostics/acknowledge';
import { Findings, type Finding } from '../diagnostics/findings';
import { renderReport } from '../diagnostics/render';
import { textFile, type OutputFile } from '../targets/output';
import { analyze, type Analysis } from './analysis';
import { finalFiles } from './final-output';
import { sandboxFiles } from './outputs';
import { reportDocument } from './report-data';
import type { Stack } from './stack';

/** What the overlays of a stack come to. */
export interface Overlays {
  /** Empty if there is nothing to lay over. */
  readonly files: readonly OutputFile[];
  readonly findings: readonly Finding[];
}

/** The overlays of a stack: each is the difference between the stack and a variant of it, in the terms of each target. */
export function overlaysOf(stack: Stack, base: Analysis): Overlays {
  const files: OutputFile[] = [];
  const findings: Finding[] = [];
  for (const [name, { variant, trace }] of stack._overlays) {
    const own = new Findings();
    if (variant.node.id !== stack.node.id || variant.namespace !== stack.namespace || !/^[a-z][a-z0-9-]*$/.test(name)) {
      own.report('model/overlay', stack.node.path, { name, value: variant.node.id, namespace: variant.namespace }, trace);
    }
    const analysis = analyze(variant, base.targets);
    const settled = applyAcknowledgements(variant.node.root.node.findAll(), analysis.findings);
    // Information about the variant is in its report; under the stack's own path it would be about the stack.
    findings.push(...settled.filter(({ severity }) => severity !== 'info').map((finding) => ({ ...finding, path: `${finding.path} (overlay ${name})` })));
    const laidOver = filesOf(name, base, analysis, own);
    if (laidOver.length > 0) {
      files.push(...laidOver, ...sandboxFiles(analysis.model, `sandbox/${base.model.name}.${name}`));
      files.push(textFile(`report/${base.model.name}.${name}.txt`, renderReport(`${base.model.name} with the overlay ${name}`, settled)));
      files.push(textFile(`report/${base.model.name}.${name}.json`, `${JSON.stringify(reportDocument(analysis.model, base.targets, settled), null, 2)}\n`));
    }
    findings.push(...own.all.map((finding) => ({ trace, ...finding })));
  }
  return { files, findings };
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
