import type { Container, Pod } from '../kubernetes/manifests';
import { at, mappings } from '../untyped';

/**
 * Seconds for which a pod goes on answering before it is stopped, while others take over; they are part of its grace period. None
 * where nothing takes over, or nobody calls it. How a Deployment is updated may be chosen after that.
 *
 * @param isScaled whether somebody else says how many there are
 */
export function drainOf({ owner, containers }: Pod, main: Container, isScaled: boolean): number {
  const isReplaced = owner.kind === 'DaemonSet' || (owner.kind === 'StatefulSet' && (isScaled || Number(owner.spec['replicas'] ?? 1) > 1)) || owner.kind === 'Deployment';
  const isCalled = containers.some(({ body }) => mappings(body['ports']).length > 0);
  return isReplaced && isCalled ? Number(at(main.body['lifecycle'], 'preStop', 'sleep', 'seconds') ?? 0) : 0;
}
