import type { Construct } from 'constructs';
import { recordFault } from '../model/fault';
import { captureTrace, type OnStack } from '../model/trace';

/**
 * An id that the construct tree accepts. A taken or empty one would throw on the spot and hide every other mistake, so
 * it is remembered as a finding and replaced, and the program goes on to the next.
 */
export function freeId(scope: Construct, id: string, below: OnStack): string {
  if (id === '') {
    recordFault(scope, { kind: 'empty-id', path: scope.node.path, trace: captureTrace(below) });
    return nextFree(scope, 'unnamed');
  }
  if (!scope.node.tryFindChild(id)) return id;
  recordFault(scope, { kind: 'duplicate-id', path: scope.node.path === '' ? id : `${scope.node.path}/${id}`, id, trace: captureTrace(below) });
  return nextFree(scope, id);
}

function nextFree(scope: Construct, base: string): string {
  for (let n = 2; ; n++) {
    const id = `${base} (${n})`;
    if (!scope.node.tryFindChild(id)) return id;
  }
}
