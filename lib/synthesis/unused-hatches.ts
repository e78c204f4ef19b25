import type { IConstruct } from 'constructs';
import type { Findings } from '../diagnostics/findings';
import { isComposeFragments } from '../targets/compose/fragments';
import { isComposeHatch } from '../targets/compose/options';
import { isKubernetesHatch } from '../targets/kubernetes/options';
import type { Target } from '../targets/target';

/** Says which escape hatches nothing comes of, because the stack is not written for their target. */
export function reportUnusedHatches(constructs: Iterable<IConstruct>, targets: readonly Target[], findings: Findings): void {
  const [toCompose, toKubernetes] = ['compose', 'kubernetes'].map((name) => targets.some((target) => target.name === name));
  if (toCompose && toKubernetes) return;
  for (const construct of constructs) {
    const forCompose = (isComposeHatch(construct) && construct.compose._isUsed) || (isComposeFragments(construct) && construct.compose._fragments().length > 0);
    if (!toCompose && forCompose) findings.report('model/unused-hatch', construct.node.path, { value: 'Compose' });
    if (!toKubernetes && isKubernetesHatch(construct) && construct.kubernetes._isUsed) findings.report('model/unused-hatch', construct.node.path, { value: 'Kubernetes' });
  }
}
