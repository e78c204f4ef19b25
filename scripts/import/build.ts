import { isFetched } from '../../lib/model/build';
import * as path from 'node:path/posix';
import { sizeOf } from './amounts';
import { templateOf, type ServiceDraft } from './drafts';
import { call, list, object, type Said } from './program';
import { isMapping, isScalar, listOf, pairsOf, type Raw } from './raw';
import { extraHosts } from './resolver';
import { plainText } from './template';

/** Says one attribute of a build; undefined for what cannot be said. */
type Attribute = (value: unknown, service: ServiceDraft) => Said | undefined;

/** What is built, and how. */
export function mapBuild({ context = '.', ...attributes }: Raw, name: Said | undefined, service: ServiceDraft): void {
  const options: Record<string, Said> = {};
  const directory = fetched(context) ?? checkoutPath(context, service);
  if (directory === undefined) service.leave('a context is a directory of the checkout, or an address', context, '.context');
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || attribute.startsWith('x-')) continue;
    const known = Object.hasOwn(ATTRIBUTES, attribute) ? ATTRIBUTES[attribute] : undefined;
    if (!known) service.leave('no word says it', value, `.${attribute}`);
    else {
      const said = known[1](value, service);
      if (said !== undefined) options[known[0]] = said;
      else if (attribute !== 'args') service.leave('no value that the word takes', value, `.${attribute}`);
    }
  }
  if (name !== undefined) options.name = name;
  service.say(['image'], call('Image.fromBuild', directory ?? '.', object(options)));
}

const text: Attribute = (value, service) => {
  const outcome = service.chosen(value, (known) => known);
  return 'said' in outcome ? outcome.said : undefined;
};

const plain = (value: unknown): Said | undefined => (isScalar(value) ? plainText(templateOf(value)) : undefined);

const flag = (value: unknown): Said | undefined => (typeof value === 'boolean' ? value : undefined);

const listed = (each: Attribute): Attribute => (value, service) => {
  const items = listOf(value).map((item) => each(item, service));
  return items.every((item) => item !== undefined) ? list(items) : undefined;
};

const ATTRIBUTES: Readonly<Record<string, readonly [option: string, say: Attribute]>> = {
  additional_contexts: ['additionalContexts', additionalContexts],
  args: ['args', buildArguments],
  cache_from: ['cacheFrom', listed(text)],
  cache_to: ['cacheTo', listed(text)],
  dockerfile: ['dockerfile', text],
  dockerfile_inline: ['dockerfileInline', text],
  entitlements: ['entitlements', listed(plain)],
  extra_hosts: ['extraHosts', (value) => mapped(new Map(extraHosts(value)), plain)],
  labels: ['labels', (value) => mapped(pairsOf(value), plain)],
  network: ['network', plain],
  no_cache: ['noCache', flag],
  platforms: ['platforms', listed(plain)],
  pull: ['pull', flag],
  secrets: ['secrets', buildSecrets],
  shm_size: ['sharedMemory', (value) => sizeOf(value)],
  ssh: ['ssh', (value) => listed(plain)(isMapping(value) ? Object.entries(value).map(([id, key]) => (key === null ? id : `${id}=${String(key)}`)) : value, undefined as never)],
  tags: ['tags', listed(text)],
  target: ['target', text],
};

function mapped(pairs: ReadonlyMap<string, string | null> | undefined, each: (value: unknown) => Said | undefined): Said | undefined {
  if (!pairs) return undefined;
  const said = [...pairs].map(([name, value]) => [name, each(value ?? '')] as const);
  return said.every((entry): entry is readonly [string, Said] => entry[1] !== undefined) ? object(Object.fromEntries(said)) : undefined;
}

/** An argument without a value is that of the variable of its name. */
function buildArguments(value: unknown, service: ServiceDraft): Said | undefined {
  const given: Record<string, Said> = {};
  for (const [name, argument] of pairsOf(value) ?? []) {
    const outcome = service.project.variables.said(templateOf(argument ?? `\${${name}}`));
    if ('said' in outcome) given[name] = outcome.said;
    else service.leave(outcome.why, argument, `.args.${name}`);
  }
  return Object.keys(given).length > 0 ? object(given) : undefined;
}

/** Directories, addresses, and what other services are built of. */
function additionalContexts(value: unknown, service: ServiceDraft): Said | undefined {
  const { services } = service.project;
  const said = [...(pairsOf(value) ?? [])].map(([name, place]): readonly [string, Said | undefined] => {
    const other = /^service:(.+)$/.exec(place ?? '')?.[1];
    if (other !== undefined) return [name, services.has(other) ? { kind: 'workload', service: other } : undefined];
    const isReference = fetched(place) !== undefined || /^[a-z][a-z0-9+.-]*:\/\//.test(place ?? '');
    return [name, isReference ? plain(place) : checkoutPath(place, service)];
  });
  return said.length > 0 && said.every((entry): entry is readonly [string, Said] => entry[1] !== undefined) ? object(Object.fromEntries(said)) : undefined;
}

/** Secrets that are variables of the operator, and files. */
function buildSecrets(value: unknown, service: ServiceDraft): Said | undefined {
  const declared = service.project.top.secrets;
  const said = listOf(value).map((entry): readonly [string, Said | undefined] => {
    const { source, target = source }: Raw = isMapping(entry) ? entry : { source: entry };
    const secret = isMapping(declared) ? declared[String(source)] : undefined;
    const { environment, file }: Raw = isMapping(secret) ? secret : {};
    return [String(target), isScalar(environment) ? service.project.variables.secret(String(environment)) : checkoutPath(file, service)];
  });
  return said.every((each): each is readonly [string, Said] => each[1] !== undefined) ? object(Object.fromEntries(said)) : undefined;
}

/** The address of what is built, where it is one. */
function fetched(value: unknown): string | undefined {
  const known = isScalar(value) ? plainText(templateOf(value)) : undefined;
  return known !== undefined && isFetched(known) ? known : undefined;
}

/** A path of the file as one of the checkout; undefined if it leads out of it, or nobody knows where to. */
export function checkoutPath(value: unknown, { project }: ServiceDraft): string | undefined {
  const known = isScalar(value) ? plainText(templateOf(value)) : undefined;
  if (known === undefined || /^[/~\\]|:\/\/|^[a-z]+@|^[A-Za-z]:/.test(known)) return undefined;
  const found = path.normalize(path.join(project.directory, known)).replace(/(?<=.)\/$/, '');
  return found.startsWith('..') ? undefined : found;
}
