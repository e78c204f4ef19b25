import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { checkoutPathProblem } from './checkout-path';

const HOST = /(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*(?::\d+)?\/)?/.source;
const COMPONENT = /[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*/.source;
const REFERENCE = new RegExp(`^${HOST}${COMPONENT}(?:/${COMPONENT})*(?::[A-Za-z0-9_][-.A-Za-z0-9_]{0,127})?(?:@sha256:[0-9a-f]{64})?$`);

/** An image has a reference that engines can parse and that means the same software everywhere. */
export function checkImages(graph: StackGraph, findings: Findings): void {
  for (const { container: { image, path } } of graph.containers) {
    if (!isImageReference(image.reference)) findings.report('model/invalid-image', path, { value: image.reference });
    else if (image.kind === 'reference' && isUnpinned(image.reference)) findings.report('model/unpinned-image', path, { value: image.reference });
    if (image.kind !== 'build') continue;
    for (const [field, value] of [['the build context', image.context], ['the Dockerfile', image.dockerfile ?? '.']]) {
      const rule = checkoutPathProblem(value);
      if (rule) findings.report('model/invalid-path', path, { field, value, rule });
    }
  }
}

export function isImageReference(text: string): boolean {
  return REFERENCE.test(text);
}

function isUnpinned(reference: string): boolean {
  if (reference.includes('@')) return false;
  const tag = /:([^:/]+)$/.exec(reference)?.[1];
  return tag === undefined || tag === 'latest';
}
