import { per, type ImageRule } from './image-container';
import { isAtOrBelow } from './image-place';

/** No mount hides what the image has there. A file may replace a file, and a checkout has its own copy. */
export const checkContents: ImageRule = ({ facts, mounts, path }, findings) => {
  for (const content of facts.contents ?? []) {
    for (const { kind, target } of mounts) {
      if (kind === 'source' || (kind === 'config' && target === content.path)) continue;
      if (isAtOrBelow(content.path, target)) findings.report('model/image-content-hidden', path, { value: content.path, source: per(content), mount: `${kind} at ${target}` });
    }
  }
};
