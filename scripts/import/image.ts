import { mapBuild } from './build';
import { templateOf, type ServiceDraft } from './drafts';
import { call, type Said } from './program';
import { isMapping, isScalar } from './raw';

/** Of a service that another file says the image of. */
const UNKNOWN_IMAGE = 'localhost/unknown:0';

/** What the container runs: an image, one that is built, or one that is built and has a name. */
export function mapImage(service: ServiceDraft): void {
  const { image, build } = service.raw;
  const isBuilt = build !== undefined && build !== null;
  service.about('image');
  if (isBuilt) {
    const name = isScalar(image) ? referenceOf(image, service) : undefined;
    return mapBuild(isMapping(build) ? build : { context: build }, name, service.about('build'));
  }
  if (!isScalar(image)) {
    service.about('').leave('neither an image nor a build: it is a part of what another file says', image);
    service.say(['image'], call('Image.fromReference', UNKNOWN_IMAGE));
    return;
  }
  service.say(['image'], call('Image.fromReference', referenceOf(image, service) ?? UNKNOWN_IMAGE));
}

function referenceOf(image: unknown, service: ServiceDraft): Said | undefined {
  const outcome = service.project.variables.said(templateOf(image));
  if ('said' in outcome) return outcome.said;
  service.leave(outcome.why, image);
  return undefined;
}
