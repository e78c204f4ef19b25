import * as path from 'node:path/posix';
import { templateOf, type ServiceDraft } from './drafts';
import { call, object, type Said } from './program';
import { isMapping, isScalar, pairsOf, type Raw } from './raw';
import { plainText } from './template';

/** Of a service that another file says the image of. */
const UNKNOWN_IMAGE = 'localhost/unknown:0';

/** What the container runs: an image, one that is built, or one that is built and has a name. */
export function mapImage(service: ServiceDraft): void {
  const { image, build } = service.raw;
  if (build !== undefined && build !== null) return mapBuild(isMapping(build) ? build : { context: build }, image, service.about('build'));
  service.about('image');
  if (!isScalar(image)) {
    service.about('').leave('neither an image nor a build: it is a part of what another file says', image);
    service.say(['image'], call('Image.fromReference', UNKNOWN_IMAGE));
    return;
  }
  service.say(['image'], call('Image.fromReference', referenceOf(image, service) ?? UNKNOWN_IMAGE));
}

function referenceOf(image: unknown, service: ServiceDraft): Said | undefined {
  return said(image, '', service);
}

/** A text of which the operator may choose parts. */
function said(value: unknown, part: string, service: ServiceDraft): Said | undefined {
  const outcome = service.project.variables.said(templateOf(value));
  if ('said' in outcome) return outcome.said;
  service.leave(outcome.why, value, part);
  return undefined;
}

function mapBuild({ context = '.', dockerfile, target, args, ...rest }: Raw, image: unknown, service: ServiceDraft): void {
  const options: Record<string, Said> = {};
  const directory = checkoutPath(context, service);
  if (directory === undefined) service.leave('a context is a directory of the checkout', context, '.context');
  for (const [name, value] of Object.entries({ dockerfile, target })) {
    if (value === undefined || value === null) continue;
    const plain = plainText(templateOf(value));
    if (plain === undefined) service.leave('it is plain text', value, `.${name}`);
    else options[name] = plain;
  }
  const given: Record<string, Said> = {};
  for (const [name, value] of pairsOf(args) ?? []) {
    const argument = said(value ?? `\${${name}}`, `.args.${name}`, service);
    if (argument !== undefined) given[name] = argument;
  }
  if (Object.keys(given).length > 0) options.args = object(given);
  for (const [name, value] of Object.entries(rest)) if (!name.startsWith('x-')) service.leave('no word says it', value, `.${name}`);
  if (isScalar(image)) {
    const name = referenceOf(image, service.about('image'));
    if (name !== undefined) options.name = name;
  }
  service.about('build').say(['image'], call('Image.fromBuild', directory ?? '.', object(options)));
}

/** A path of the file as one of the checkout; undefined if it leads out of it, or nobody knows where to. */
export function checkoutPath(value: unknown, { project }: ServiceDraft): string | undefined {
  const plain = isScalar(value) ? plainText(templateOf(value)) : undefined;
  if (plain === undefined || /^[/~\\]|:\/\/|^[a-z]+@|^[A-Za-z]:/.test(plain)) return undefined;
  const found = path.normalize(path.join(project.directory, plain)).replace(/(?<=.)\/$/, '');
  return found.startsWith('..') ? undefined : found;
}
