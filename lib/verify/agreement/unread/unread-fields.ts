import { isDeepStrictEqual } from 'node:util';
import { kubernetesApi, type KubernetesApi } from '../../kubernetes/api/api';
import { isOfGatewayApi } from '../../kubernetes/custom/gateway-api';
import { DEFAULTS } from '../../kubernetes/update/defaults';
import type { Place, Subject } from '../../problem';
import { isFields, text, type Fields } from '../../untyped';
import { COMPOSE_FIELDS } from './compose-fields';
import { GATEWAY_FIELDS, USUAL_GATEWAY_VALUES } from './gateway-fields';
import { KUBERNETES_FIELDS, USUAL_VALUES, type KnownFields } from './kubernetes-fields';

/** A field that changes what runs, and that no reading looks at. */
export interface UnreadField {
  /** Of the manifest, or `services.api`. */
  readonly subject: string;
  readonly place: Place;
  readonly value: unknown;
}

/** To say that there is nothing is to say nothing. */
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0) || (isFields(value) && Object.keys(value).length === 0);

type Names = ReadonlySet<string>;

const namesOf = (table: Readonly<Record<string, KnownFields>>): ReadonlyMap<string, Names> =>
  new Map(Object.entries(table).map(([where, { read, unnoticed = '' }]) => [where, new Set(`${read} ${unnoticed}`.split(' '))]));

const OF_TYPES = namesOf(KUBERNETES_FIELDS);

/** What is known of mappings by where they stand in a document. */
interface KnownPlaces {
  readonly names: ReadonlyMap<string, Names>;
  readonly usual: Readonly<Record<string, unknown>>;
}

const OF_PROJECTS: KnownPlaces = { names: namesOf(COMPOSE_FIELDS), usual: {} };
const OF_GATEWAYS: KnownPlaces = { names: namesOf(GATEWAY_FIELDS), usual: USUAL_GATEWAY_VALUES };

/** Kinds of the Gateway API that readings know. */
const ROUTED: ReadonlySet<string> = new Set(['Gateway', 'HTTPRoute']);

/** Newer than any: what a version does not have is found elsewhere. */
const NEWEST = 1000;

/** In manifests. */
export function* unreadInManifests(manifests: readonly Subject[]): Iterable<UnreadField> {
  const api = kubernetesApi(NEWEST);
  for (const { name, value } of manifests) {
    if (!isFields(value)) continue;
    const apiVersion = text(value['apiVersion']) ?? '';
    if (isOfGatewayApi(apiVersion) && ROUTED.has(text(value['kind']) ?? '')) for (const [place, member] of unreadAt('', value, [], OF_GATEWAYS)) yield { subject: name, place, value: member };
    const type = api.kind(apiVersion, text(value['kind']) ?? '')?.type;
    if (type === undefined) continue;
    for (const [place, member] of unreadOfType(api, type, value, [])) yield { subject: name, place, value: member };
  }
}

type Placed = readonly [place: Place, value: unknown];

function* unreadOfType(api: KubernetesApi, type: string, value: unknown, place: Place): Iterable<Placed> {
  if (type.startsWith('[]')) {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* unreadOfType(api, type.slice(2), item, [...place, index]);
    return;
  }
  if (!isFields(value) || !api.hasType(type)) return;
  const names = OF_TYPES.get(type);
  for (const [name, member] of Object.entries(value)) {
    const state = api.field(type, name);
    if (state.is !== 'known' || isNothing(member) || isUsual(type, name, value)) continue;
    const step = [...place, name];
    if (names && !names.has(name)) yield [step, member];
    else if (OF_TYPES.has(`${type}#${name}`)) yield* unreadKeys(OF_TYPES.get(`${type}#${name}`)!, member, step);
    else yield* unreadOfType(api, state.facts.type, member, step);
  }
}

/** What the device plugins of a cluster give out is looked at, whatever they call it. */
function* unreadKeys(names: Names, value: unknown, place: Place): Iterable<Placed> {
  if (isFields(value)) for (const [name, member] of Object.entries(value)) if (!names.has(name) && !name.includes('/')) yield [[...place, name], member];
}

function isUsual(type: string, name: string, around: Fields): boolean {
  // On the network of the node this is how names of the cluster are found as elsewhere.
  if (type === 'core.v1.PodSpec' && name === 'dnsPolicy' && around['hostNetwork'] === true) return around[name] === 'ClusterFirstWithHostNet';
  // Names of pods are asked for while none is ready; whether they are found is looked at.
  if (type === 'core.v1.ServiceSpec' && name === 'publishNotReadyAddresses') return around['clusterIP'] === 'None';
  const key = `${type}#${name}`;
  return isDeepStrictEqual(around[name], DEFAULTS[key] ?? USUAL_VALUES[key]);
}

/** In a Compose project. */
export function* unreadInProject(template: Fields): Iterable<UnreadField> {
  for (const [[section, name, ...within], value] of unreadAt('', template, [], OF_PROJECTS)) {
    const isOfOne = name !== undefined && OF_PROJECTS.names.has(`${String(section)}.*`);
    yield { subject: isOfOne ? `${String(section)}.${String(name)}` : '', place: isOfOne ? within : [section, ...(name === undefined ? [] : [name]), ...within], value };
  }
}

/** What stands below a place of which something is known. */
const isOnTheWay = (path: string, { names }: KnownPlaces): boolean => [...names.keys()].some((known) => known === path || known.startsWith(`${path}.`));

function* unreadAt(path: string, value: unknown, place: Place, known: KnownPlaces): Iterable<Placed> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* unreadAt(path, item, [...place, index], known);
  if (!isFields(value)) return;
  const names = known.names.get(path);
  for (const [name, member] of Object.entries(value)) {
    if (name.startsWith('x-') || isNothing(member)) continue;
    const step = [...place, name];
    const below = `${path === '' ? '' : `${path}.`}${names ? name : '*'}`;
    if (isDeepStrictEqual(member, known.usual[below])) continue;
    if (names && !names.has(name)) yield [step, member];
    else if (isOnTheWay(below, known)) yield* unreadAt(below, member, step, known);
  }
}
