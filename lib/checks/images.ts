import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { isImageReference, isUnpinned } from '../model/image';
import { choiceProblems } from './choices';

/** What takes the place of a registry is one, or a place in one. */
export function checkRegistries({ model: { path, registries = {} } }: StackGraph, findings: Findings): void {
  for (const [host, place] of Object.entries(registries)) {
    if (host.includes('/') || !isImageReference(`${host}/image`) || !/[.:]|^localhost$/.test(host)) findings.report('model/invalid-registry', path, { value: host, what: 'the host of a registry' });
    if (!isImageReference(`${place}/image`)) findings.report('model/invalid-registry', path, { value: place, what: `what takes the place of ${host}` });
  }
}

/** An image has a reference that engines can parse and that means the same software everywhere. */
export function checkImages(graph: StackGraph, findings: Findings): void {
  for (const { container: { image, mounts, path } } of graph.containers) {
    const check = (value: string): void => {
      if (!isImageReference(value)) findings.report('model/invalid-image', path, { value });
      else if (isUnpinned(value)) findings.report('model/unpinned-image', path, { value });
    };
    for (const mount of mounts) if (mount.kind === 'image') check(mount.reference);
    if (!image.chosen || choiceProblems(image.chosen, graph).length === 0) check(image.reference);
  }
}
