import type { ContainerFeature, MountKind } from './container-features';
import { isExposed } from './endpoint';
import type { StackModel } from './stack';
import { containersOf } from './workload';
import type { WorkloadFeature } from './workload-features';

/** A way in from outside, a parameter or secret, or a mount of a kind. */
type Need = 'exposed' | 'values' | MountKind;

/** What a feature needs is looked for once in a stack, so that nobody in it is asked for what nobody can have. */
export function canBeUsed({ workloads, parameters, secrets, outside = [] }: StackModel): (feature: string) => boolean {
  const there = new Set<Need>();
  if (outside.length > 0 || workloads.some(isExposed)) there.add('exposed');
  if (parameters.length + secrets.length > 0) there.add('values');
  for (const workload of workloads) {
    for (const { mounts } of containersOf(workload)) for (const { kind } of mounts) there.add(kind);
  }
  return (feature) => {
    const need = NEEDS[feature as keyof typeof NEEDS];
    return need === undefined || there.has(need);
  };
}

const NEEDS: { readonly [F in ContainerFeature | WorkloadFeature]?: Need } = {
  'exposure.host-port': 'exposed',
  'exposure.service': 'exposed',
  'exposure.other-node-port': 'exposed',
  'exposure.public': 'exposed',
  'exposure.public-on-host': 'exposed',
  'exposure.chosen-address': 'exposed',
  'exposure.public-tls': 'exposed',
  'exposure.certificate': 'exposed',
  'value.published-port': 'exposed',
  'value.composed': 'values',
  'mount.volume': 'volume',
  'mount.config': 'config',
  'mount.scratch': 'scratch',
  'mount.shared-scratch': 'shared-scratch',
  'mount.shared-memory': 'shared-memory',
  'mount.source': 'source',
  'mount.certificate': 'certificate',
  'mount.secret': 'secret',
  'mount.secret-mode': 'secret',
  'mount.host-path': 'host-path',
  'mount.chosen-host-path': 'host-path',
  'mount.relabel': 'host-path',
  'mount.image': 'image',
  'mount.propagated': 'propagated',
};
