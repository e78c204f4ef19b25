import type { Place } from '../../problem';
import type { Context } from './context';
import { isLeaf, isMapping, isNothing, isSequence, Leaf, Mapping, mappingOf, Sequence, textIn, type Node } from './node';
import { deviceOf, isFault, mountOf, pairOf, portsOf, type Written } from './short-forms';

/** Writes out what stands at a place in a short notation. What is neither short nor long stays, for the schema to judge. */
type Form = (node: Node, place: Place, context: Context) => Node;

function reported<T>(written: Written<T>, node: Node, place: Place, context: Context, code: 'project/port' | 'project/invalid-value'): T | undefined {
  if (!isFault(written)) return written;
  context.report(code, place, written.fault, node);
  return undefined;
}

const list: Form = (node) => (isLeaf(node) && node.value !== null ? new Sequence([node], node.spot) : node);

const pairs: Form = (node, place, context) => {
  if (!isSequence(node)) return node;
  const entries = new Map<string, Node>();
  for (const item of node.items) {
    if (!isLeaf(item)) continue;
    const [name, value] = pairOf(item);
    if (/\s$/.test(name)) context.report('project/name', place, `${JSON.stringify(name)} ends with a blank`, item);
    entries.set(name, value);
  }
  return new Mapping(entries, node.spot);
};

/** A list of names, as a mapping of them to nothing. */
const names: Form = (node) => (isSequence(node) ? new Mapping(new Map(node.items.flatMap((item) => (isLeaf(item) ? [[item.text, new Leaf(null, item.spot)] as const] : []))), node.spot) : node);

const dependencies: Form = (node) => {
  if (!isSequence(node)) return node;
  return new Mapping(new Map(node.items.flatMap((item) => (isLeaf(item)
    ? [[item.text, mappingOf({ condition: new Leaf('service_started', item.spot), required: new Leaf(true, item.spot) }, item.spot)] as const]
    : []))), node.spot);
};

const ports: Form = (node, place, context) => {
  if (!isSequence(node)) return node;
  return new Sequence(node.items.flatMap((item, index): readonly Node[] => (isLeaf(item) && item.value !== null ? (reported(portsOf(item), item, [...place, index], context, 'project/port') ?? []) : [item])), node.spot);
};

/** Each text of a list, by the notation that it is in; one that is in none is left out once it is reported. */
const each = (form: (leaf: Leaf) => Written<Mapping>): Form => (node, place, context) => {
  if (!isSequence(node)) return node;
  return new Sequence(node.items.flatMap((item, index): Node | readonly Node[] => (textIn(item) !== undefined ? (reported(form(item as Leaf), item, [...place, index], context, 'project/invalid-value') ?? []) : [item])), node.spot);
};

const named = (field: string) => (leaf: Leaf): Mapping => mappingOf({ [field]: leaf }, leaf.spot);

const hosts: Form = (node) => {
  if (!isMapping(node)) return node;
  return new Sequence([...node.entries].flatMap(([name, value]) => (isSequence(value) ? value.items : [value]).flatMap((address) => {
    if (!isLeaf(address)) return [];
    const text = `${name}=${address.text}`;
    return [new Leaf(text, address.spot, address.parts && [`${name}=`, ...address.parts])];
  })), node.spot);
};

const gpus: Form = (node) => (isLeaf(node) && node.value !== null ? new Sequence([mappingOf({ count: new Leaf('all', node.spot) }, node.spot)], node.spot) : node);

const inside = (forms: Readonly<Record<string, Form>>): Form => (node, place, context) => (isMapping(node)
  ? node.map((item, key) => (Object.hasOwn(forms, key) ? forms[key](item, [...place, key], context) : item))
  : node);

const eachOf = (form: Form): Form => (node, place, context) => (isSequence(node) ? node.map((item, index) => form(item, [...place, index], context)) : node);

const SOURCES = each(named('source'));

const CONTAINER: Readonly<Record<string, Form>> = {
  environment: pairs, labels: pairs, annotations: pairs, sysctls: pairs, networks: names, models: names, dns: list, dns_search: list, tmpfs: list, label_file: list,
  env_file: (node, place, context) => each(named('path'))(list(node, place, context), place, context),
  extra_hosts: hosts, gpus, volumes: each(mountOf), devices: each(deviceOf), configs: SOURCES, secrets: SOURCES,
};

const contexts: Form = (node, place, context) => {
  for (const item of isSequence(node) ? node.items : []) if (!textIn(item)?.includes('=')) context.report('project/invalid-value', place, `${String(textIn(item))} is no name=value`, item);
  return pairs(node, place, context);
};

const BUILD = inside({
  args: pairs, labels: pairs, additional_contexts: contexts, extra_hosts: hosts, secrets: SOURCES, cache_from: list, cache_to: list, tags: list, platforms: list, no_cache_filter: list,
  ssh: pairs,
});

const SERVICE = inside({
  ...CONTAINER,
  ports,
  depends_on: dependencies,
  build: (node, place, context) => (textIn(node) !== undefined ? mappingOf({ context: node }, node.spot) : BUILD(node, place, context)),
  deploy: inside({ labels: pairs }),
  extends: (node) => (textIn(node) !== undefined ? mappingOf({ service: node }, node.spot) : node),
  develop: inside({ watch: eachOf(inside({ ignore: list, include: list })) }),
  pre_start: eachOf(inside(CONTAINER)),
});

const RESOURCE = inside({ labels: pairs });

/** A document with everything written out that has a short notation, and nothing added. */
export function canonical(root: Mapping, context: Context): Mapping {
  return root.map((element, name) => {
    if (!isMapping(element)) return element;
    const form = name === 'services' || name === 'jobs' ? SERVICE : ['networks', 'volumes', 'configs', 'secrets'].includes(name) ? RESOURCE : undefined;
    return form ? element.map((entry, key) => (isNothing(entry) ? entry : form(entry, [name, key], context))) : element;
  });
}
