import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { isImageReference, isUnpinned } from '../model/image';
import { choiceProblems } from './choices';

/** An image has a reference that engines can parse and that means the same software everywhere. */
export function checkImages(graph: StackGraph, findings: Findings): void {
  for (const { container: { image, path } } of graph.containers) {
    if (image.chosen && choiceProblems(image.chosen, graph).length > 0) continue;
    if (!isImageReference(image.reference)) findings.report('model/invalid-image', path, { value: image.reference });
    else if (isUnpinned(image.reference)) findings.report('model/unpinned-image', path, { value: image.reference });
  }
}
