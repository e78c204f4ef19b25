import type { ImageWrite } from '../model/image-facts';
import { per, settingOf, type ImageRule, type KnownContainer } from './image-container';
import { placeOf } from './image-place';

/** What a program writes can be written, and what has to be there after the container is kept. */
export const checkWrites: ImageRule = (container, findings) => {
  for (const write of container.facts.writes ?? []) {
    const target = pathOf(write, container);
    if (target === undefined) continue;
    const place = placeOf(target, container);
    const params = { value: target, source: per(write), place: place.name };
    if (place.kind === 'read-only') findings.report(write.optional === true ? 'model/image-write-lost' : 'model/image-write', container.path, params);
    else if (place.kind !== 'kept' && write.persistent === true) findings.report('model/image-data-lost', container.path, params);
  }
};

/** Where it writes in this container; undefined if that cannot be known. */
function pathOf(write: ImageWrite, container: KnownContainer): string | undefined {
  const setting = write.setBy === undefined ? undefined : settingOf(write.setBy, container);
  if (!setting || setting.value === '') return write.path;
  if (setting.value === undefined || setting.value.startsWith('/')) return setting.value && normalized(setting.value);
  const directory = container.process.workingDirectory ?? container.facts.workingDirectory?.path;
  return directory === undefined ? undefined : normalized(`${directory}/${setting.value}`);
}

function normalized(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}
