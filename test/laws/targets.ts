import { Kubernetes } from '../../lib';
import { TARGETS } from '../../lib/targets/targets';
import type { Target } from '../../lib/targets/target';
import type { StackDescription } from './stack-description';

/** What a described stack is written for: every target of ours, Kubernetes of the version that it says. */
export function targetsOf({ version }: Pick<StackDescription, 'version'>): readonly Target[] {
  if (version === undefined) return TARGETS;
  return TARGETS.map((target) => (target.name === 'kubernetes' ? new Kubernetes({ version }) : target));
}
