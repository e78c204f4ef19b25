import { posix } from 'node:path';
import type { Place } from '../../problem';
import type { Context, Variables } from './context';
import { isLeaf, isMapping, isNothing, isSequence, itemsIn, Leaf, mappingIn, type Mapping, textIn, type Node } from './node';
import { hostPath, isRemote } from './paths';

/*
 * What the files of a project, or of one part that is included, come to where they stand: defaults, paths from their
 * directory, and the variables of containers that have the values of variables here.
 */

interface Surroundings {
  readonly directory: string;
  readonly variables: Variables;
  readonly context: Context;
}

export function settled(root: Mapping, around: Surroundings): Mapping {
  return root.map((element, name) => {
    if (!isMapping(element)) return element;
    return element.map((entry, key) => settledEntry(name, entry, [name, key], around));
  });
}

function settledEntry(element: string, entry: Node, place: Place, around: Surroundings): Node {
  switch (element) {
    case 'services':
    case 'jobs':
      return isMapping(entry) ? settledService(entry, place, around) : entry;
    case 'configs':
    case 'secrets':
      return externalNamed(withPath(entry, 'file', around), place, around.context);
    case 'volumes':
      return externalNamed(settledVolume(entry, around), place, around.context);
    case 'networks':
      return externalNamed(entry, place, around.context);
    default:
      return entry;
  }
}

/** `external: { name: x }` is the older way to say `external: true` and `name: x`. */
function externalNamed(entry: Node, place: Place, context: Context): Node {
  if (!isMapping(entry)) return entry;
  const external = entry.get('external');
  if (!isMapping(external)) return entry;
  const [name, other] = [entry.text('name'), external.text('name')];
  if (name !== undefined && other !== undefined && name !== other) context.report('project/conflict', [...place, 'external'], 'name and external.name are different', external);
  return entry.with({ external: new Leaf(true, external.spot), name: entry.get('name') ?? external.get('name') });
}

function settledVolume(entry: Node, around: Surroundings): Node {
  const options = mappingIn(mappingIn(entry).get('driver_opts'));
  if (!isMapping(entry) || entry.text('driver') !== 'local' || options.text('o') !== 'bind') return entry;
  return entry.with({ driver_opts: withPath(options, 'device', around) });
}

function withPath(node: Node, field: string, { directory, context }: Surroundings): Node {
  const path = isMapping(node) ? node.get(field) : undefined;
  return isMapping(node) && isLeaf(path) ? node.with({ [field]: path.placed((written) => hostPath(written, directory, context.home)) }) : node;
}

/** Paths of a service: also of one that is extended, which are relative to its own file. */
export function withPaths(service: Mapping, around: Surroundings): Mapping {
  const absolute = (node: Node): Node => (isLeaf(node) ? node.placed((written) => hostPath(written, around.directory, around.context.home)) : node);
  const contextOf = (node: Node): Node => (isRemote(textIn(node) ?? '') || textIn(node)?.startsWith('service:') ? node : absolute(node));
  const listOf = (node: Node | undefined, change: (item: Node) => Node): Node | undefined => (isSequence(node) ? node.map(change) : node);
  const entriesOf = (node: Node | undefined, change: (item: Node) => Node): Node | undefined => (isMapping(node) ? node.map(change) : node);
  const build = service.get('build');
  const develop = service.get('develop');
  return service.with({
    ...(isMapping(build) && { build: build.with({ context: build.get('context') && contextOf(build.get('context')!), additional_contexts: entriesOf(build.get('additional_contexts'), contextOf), ssh: entriesOf(build.get('ssh'), absolute) }) }),
    env_file: listOf(service.get('env_file'), (item) => withPath(item, 'path', around)),
    label_file: listOf(service.get('label_file'), absolute),
    extends: service.get('extends') && withPath(service.get('extends')!, 'file', around),
    ...(isMapping(develop) && { develop: develop.with({ watch: listOf(develop.get('watch'), (item) => withPath(item, 'path', around)) }) }),
    volumes: listOf(service.get('volumes'), (item) => (mappingIn(item).text('type') === 'bind' ? withPath(item, 'source', around) : item)),
  });
}

function settledService(written: Mapping, place: Place, around: Surroundings): Mapping {
  const service = withPaths(written, around);
  const lists = (field: string, change: (item: Mapping) => Node): Node | undefined => {
    const list = service.get(field);
    return isSequence(list) ? list.map((item) => (isMapping(item) ? change(item) : item)) : list;
  };
  const otherwise = (node: Mapping, defaults: Readonly<Record<string, Node>>): Mapping => {
    const missing = Object.entries(defaults).filter(([key]) => !node.entries.has(key));
    return missing.length === 0 ? node : node.with(Object.fromEntries(missing));
  };
  const build = service.get('build');
  const environment = service.get('environment');
  const depends = service.get('depends_on');
  const said = service.with({
    ...(isMapping(build) && { build: otherwise(build, { context: new Leaf('.', build.spot).placed((written) => hostPath(written, around.directory, around.context.home)) }) }),
    ...(isMapping(depends) && { depends_on: depends.map((item) => (isMapping(item) ? otherwise(item, { condition: new Leaf('service_started'), required: new Leaf(true) }) : item)) }),
    ...(isMapping(environment) && { environment: environment.map((value, name) => (isNothing(value) ? fromVariable(name, value, around.variables) : value)) }),
    env_file: lists('env_file', (item) => otherwise(item, { required: new Leaf(true) })),
    secrets: lists('secrets', (item) => otherwise(item, { target: new Leaf(`/run/secrets/${item.text('source') ?? ''}`, item.spot) })),
    ports: lists('ports', (item) => otherwise(item, { protocol: new Leaf('tcp'), mode: new Leaf('ingress') })),
    gpus: lists('gpus', (item) => (item.entries.has('device_ids') ? item : otherwise(item, { count: new Leaf('all') }))),
    volumes: lists('volumes', (item) => settledMount(item)),
  });
  checkMounts(said, place, around.context);
  return withReservedDevices(said);
}

function withReservedDevices(service: Mapping): Mapping {
  const deploy = mappingIn(service.get('deploy'));
  const resources = mappingIn(deploy.get('resources'));
  const reservations = mappingIn(resources.get('reservations'));
  const devices = reservations.get('devices');
  if (!isSequence(devices)) return service;
  const counted = devices.map((item) => (isMapping(item) && !item.entries.has('count') && !item.entries.has('device_ids') ? item.with({ count: new Leaf('all') }) : item));
  return service.with({ deploy: deploy.with({ resources: resources.with({ reservations: reservations.with({ devices: counted }) }) }) });
}

function fromVariable(name: string, value: Node, variables: Variables): Node {
  const found = variables.get(name);
  return found === undefined ? value : new Leaf(found, value.spot, [{ source: `\${${name}}`, value: found }]);
}

function settledMount(mount: Mapping): Mapping {
  const bind = mount.get('bind');
  const target = mount.get('target');
  return mount.with({
    ...(isLeaf(target) && typeof target.value === 'string' && { target: target.as(cleanPath(target.value)) }),
    ...(isMapping(bind) && !bind.entries.has('create_host_path') && { bind: bind.with({ create_host_path: new Leaf(true, bind.spot) }) }),
  });
}

export function cleanPath(path: string): string {
  return posix.normalize(path).replace(/(.)\/$/, '$1');
}

function checkMounts(service: Mapping, place: Place, context: Context): void {
  for (const [index, mount] of itemsIn(service.get('volumes')).entries()) {
    if (mappingIn(mount).text('type') === 'bind' && !mappingIn(mount).entries.has('source')) context.report('project/missing-field', [...place, 'volumes', index], 'a bind mount needs a source', mount);
    if (isMapping(mount) && textIn(mount.get('target')) === undefined) context.report('project/missing-field', [...place, 'volumes', index], 'a mount needs a target', mount);
  }
}

