import type { Place } from '../../problem';
import { isDeepStrictEqual } from 'node:util';
import type { Context } from './context';
import { documentOf, isLeaf, isMapping, isNothing, isSequence, itemsIn, Leaf, Mapping, mappingIn, Sequence, textIn, type Node } from './node';

/*
 * How Compose merges what a later file says into what is there. Both are written out before, so that lists of pairs are
 * mappings already.
 */

type Merge = (base: Node, over: Node, place: Place, context: Context) => Node;

const second: Merge = (_base, over) => over;

/** Pairs by their names: a name without a value takes the place of one with a value. */
const pairs: Merge = (base, over, place, context) => (isMapping(base) && isMapping(over) ? new Mapping(new Map([...base.entries, ...over.entries]), over.spot) : plain(base, over, place, context));

/** Nothing is an empty mapping. */
const mappings: Merge = (base, over, place, context) => {
  if (isNothing(over)) return mappingIn(base);
  return isNothing(base) ? over : plain(base, over, place, context);
};

const logging: Merge = (base, over, place, context) => {
  const [driver, other] = [mappingIn(base).text('driver'), mappingIn(over).text('driver')];
  return driver === undefined || other === undefined || driver === other ? plain(base, over, place, context) : over;
};

const limit: Merge = (base, over, place, context) => (isMapping(base) && isMapping(over) ? plain(base, over, place, context) : over);

const subnets: Merge = (base, over, place, context) => {
  if (!isSequence(base) || !isSequence(over)) return plain(base, over, place, context);
  const pools = new Map(base.items.map((pool, at) => [mappingIn(pool).text('subnet') ?? `unnamed ${at}`, pool] as const));
  for (const [at, pool] of over.items.entries()) {
    const subnet = mappingIn(pool).text('subnet') ?? `unnamed ${at}`;
    const before = pools.get(subnet);
    pools.set(subnet, before ? plain(before, pool, place, context) : pool);
  }
  return new Sequence([...pools.values()], over.spot);
};

/** By place; `*` is any name. */
const SPECIAL: ReadonlyMap<string, Merge> = new Map([
  ['networks.*.ipam.config', subnets],
  ...['networks', 'volumes', 'secrets', 'configs'].map((element) => [`${element}.*.labels`, pairs] as const),
  ...['services', 'jobs'].flatMap((element) => [
    ...['annotations', 'environment', 'labels', 'sysctls', 'build.args', 'build.labels', 'build.additional_contexts', 'deploy.labels'].map((field) => [`${element}.*.${field}`, pairs] as const),
    ...['command', 'entrypoint', 'healthcheck.test'].map((field) => [`${element}.*.${field}`, second] as const),
    ...['depends_on', 'networks', 'models', 'build'].map((field) => [`${element}.*.${field}`, mappings] as const),
    [`${element}.*.logging`, logging] as const,
    [`${element}.*.ulimits.*`, limit] as const,
  ]),
]);

function specialAt(place: Place): Merge | undefined {
  if (place.length < 3) return undefined;
  const steps = place.map(String);
  steps[1] = '*';
  if (steps[2] === 'ulimits' && steps.length === 4) steps[3] = '*';
  return SPECIAL.get(steps.join('.'));
}

/** What is there, with what a later file says at the same place. */
export const merged: Merge = (base, over, place, context) => (specialAt(place) ?? plain)(base, over, place, context);

function plain(base: Node, over: Node, place: Place, context: Context): Node {
  if (isNothing(over)) return base;
  if (isMapping(base)) {
    if (isMapping(over)) return mergedEntries(base, over, place, context);
    context.report('project/merge', place, `${kindOf(over)} cannot be merged into a mapping`, over);
    return base;
  }
  if (isSequence(base)) {
    if (isSequence(over)) return new Sequence(withoutRepeated([...base.items, ...over.items], base.items.length), over.spot);
    context.report('project/merge', place, `${kindOf(over)} cannot be merged into a list`, over);
    return base;
  }
  return over;
}

function mergedEntries(base: Mapping, over: Mapping, place: Place, context: Context): Mapping {
  const entries = new Map(base.entries);
  for (const [key, node] of over.entries) {
    const before = entries.get(key);
    entries.set(key, before === undefined ? node : merged(before, node, [...place, key], context));
  }
  return new Mapping(entries, over.spot ?? base.spot);
}

function kindOf(node: Node): string {
  if (isMapping(node)) return 'a mapping';
  return isSequence(node) ? 'a list' : 'a text';
}

/** Later ones are left out that are the same as one before. */
function withoutRepeated(items: readonly Node[], from: number): readonly Node[] {
  const kept = items.slice(0, from);
  const known = kept.map(documentOf);
  for (const item of items.slice(from)) {
    const value = documentOf(item);
    if (known.some((other) => isDeepStrictEqual(other, value))) continue;
    known.push(value);
    kept.push(item);
  }
  return kept;
}

type KeyOf = (item: Node) => string | undefined;

const beforeEquals: KeyOf = (item) => textIn(item)?.split('=')[0];
const wholeText: KeyOf = (item) => (isLeaf(item) ? item.text : undefined);
const field = (name: string): KeyOf => (item) => mappingIn(item).text(name) ?? wholeText(item);
const mount = (folder: string): KeyOf => (item) => mappingIn(item).text('target') ?? `${folder}/${String(mappingIn(item).text('source'))}`;
const port: KeyOf = (item) => {
  const { entries } = mappingIn(item);
  const said = (name: string, otherwise: string): string => (entries.get(name) instanceof Leaf ? (entries.get(name) as Leaf).text : otherwise);
  return `${said('host_ip', '0.0.0.0')}:${said('published', '')}:${said('target', '')}/${said('protocol', 'tcp')}`;
};

/** Lists of a service in which the last one of a key counts, where the first one stands. */
const UNIQUE: Readonly<Record<string, KeyOf>> = {
  cap_add: beforeEquals, cap_drop: beforeEquals, dns: beforeEquals, dns_opt: beforeEquals, dns_search: beforeEquals, links: beforeEquals, profiles: beforeEquals, tmpfs: beforeEquals,
  configs: mount(''), secrets: mount('/run/secrets'), volumes: field('target'), devices: field('target'), env_file: field('path'), expose: wholeText, ports: port,
};

/** Whether it is no mistake to say something twice in a list of a service: the last one counts. */
export function isSaidOnce(field: string): boolean {
  return Object.hasOwn(UNIQUE, field) || SPECIAL.get(`services.*.${field}`) === pairs;
}

/** A service with what it says twice said once. */
export function withoutDuplicates(service: Mapping): Mapping {
  return service.map((node, key) => {
    if (isSequence(node) && Object.hasOwn(UNIQUE, key)) return unique(node, UNIQUE[key]);
    if (key === 'networks' && isMapping(node)) return node.map((network) => (isMapping(network) ? network.map((each, name) => (isSequence(each) && (name === 'aliases' || name === 'link_local_ips') ? unique(each, beforeEquals) : each)) : network));
    if (key === 'build' && isMapping(node) && itemsIn(node.get('tags')).length > 0) return node.with({ tags: unique(node.get('tags') as Sequence, beforeEquals) });
    return node;
  });
}

function unique(list: Sequence, keyOf: KeyOf): Sequence {
  const found = new Map<string, Node>();
  for (const [at, item] of list.items.entries()) found.set(keyOf(item) ?? `item ${at}`, item);
  return found.size === list.items.length ? list : new Sequence([...found.values()], list.spot);
}

/** Without what a later file takes away: entries of mappings, for what is in lists has no place of its own. */
export function withoutReset(root: Node, resets: readonly Place[]): Node {
  return resets.reduce<Node>((node, place) => without(node, place), root);
}

function without(node: Node, [step, ...rest]: Place): Node {
  if (typeof step !== 'string' || !isMapping(node)) return node;
  const inner = node.get(step);
  if (inner === undefined) return node;
  return node.with({ [step]: rest.length === 0 ? undefined : without(inner, rest) });
}
