import { per, settingOf, type ImageRule } from './image-container';
import { placeOf } from './image-place';

/** A program that needs a home directory has one, and one that runs what it has put into `/tmp` may. */
export const checkHome: ImageRule = (container, findings) => {
  const { facts, security, path } = container;
  if (facts.home) {
    const home = settingOf('HOME', container);
    const place = home?.value === undefined ? undefined : placeOf(home.value, container);
    if (place?.kind === 'read-only') findings.report('model/image-home', path, { home: `${home!.value}, on ${place.name}`, source: per(facts.home) });
    // Without HOME it is what the image says of the user: a directory of the root, or "/" for a user it does not know.
    else if (!home && security.readOnlyRoot) findings.report('model/image-home', path, { home: 'that of the image, on the read-only root', source: per(facts.home) });
  }
  if (facts.executableTmp) {
    const place = placeOf('/tmp', container);
    if (place.kind === 'memory' || place.kind === 'read-only') findings.report('model/image-executable-tmp', path, { place: place.name, source: per(facts.executableTmp) });
  }
};
