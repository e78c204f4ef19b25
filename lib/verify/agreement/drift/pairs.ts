import { nearestName } from '../../../model/nearest-name';
import { at, fields, text, texts } from '../../untyped';
import { repositoryOf } from './images';
import type { ServiceUnit, Unit } from './units';

/** A service of Compose, and the container on Kubernetes that is the same. */
export interface Pair {
  readonly service: ServiceUnit;
  readonly unit: Unit;
  /** What says so; missing for the name of the container or of what runs it. */
  readonly by?: string;
}

export interface Pairing {
  readonly pairs: readonly Pair[];
  /** Services that nothing on Kubernetes is. */
  readonly services: readonly Lonely<ServiceUnit, Unit>[];
  /** Containers that nothing in Compose is. */
  readonly units: readonly Lonely<Unit, ServiceUnit>[];
  /** What was said to be a pair, and cannot be one. */
  readonly impossible: readonly string[];
}

/** What has no counterpart, and what of the other side comes nearest. */
export interface Lonely<Of, Other> {
  readonly one: Of;
  readonly nearest: readonly Other[];
}

/** `api=deployment/backend`, said by whoever asked. */
export interface SaidPair {
  readonly service: string;
  readonly workload: string;
}

interface Pass {
  readonly by?: string;
  readonly keys: (unit: Unit) => readonly string[];
  readonly names: (service: ServiceUnit) => readonly string[];
}

/** Kubernetes has no `_` in names, and no capitals. */
const plainName = (name: string): string => name.toLowerCase().replaceAll('_', '-');

/** A part of a pod that is none of its own is called by its own name alone. */
const whole = (of: (unit: Unit) => readonly string[]) => (unit: Unit): readonly string[] => (unit.role === 'main' ? of(unit) : []);

const LABELS = ['app.kubernetes.io/component', 'app.kubernetes.io/name', 'app', 'component', 'k8s-app', 'name', 'io.kompose.service'];
const own = ({ name }: ServiceUnit): readonly string[] => [name];

/** From what says most to what says least; what two have in common by a pass, it says of neither. */
function passesOf(project: string): readonly Pass[] {
  return [
    { keys: ({ container: { name }, pod: { owner } }) => [`${name} in ${owner.name}`], names: ({ name }) => [`${name} in ${name}`] },
    { keys: ({ container }) => [container.name], names: own },
    { keys: whole(({ pod }) => [pod.owner.name]), names: own },
    { by: 'the name of the workload without its prefix', keys: whole(({ pod }) => withoutPrefix(pod.owner.name, [project, pod.owner.namespace, ...LABELS_OF_THE_WHOLE.map((label) => text(pod.labels[label]))])), names: own },
    ...LABELS.map((label) => ({ by: `the label ${label}`, keys: whole(({ pod }) => texts([pod.labels[label]])), names: own })),
    { by: 'the name of its Service', keys: whole(({ services }) => services.map(({ name }) => name)), names: own },
    { by: 'another name of the service', keys: whole(({ container, pod, services }) => [container.name, pod.owner.name, ...services.map(({ name }) => name)]), names: otherNames },
    { by: 'its image', keys: (unit) => ofImage(unit.container.body['image']), names: ({ body }) => ofImage(body['image']) },
    { by: 'its image and its command', keys: (unit) => [`${repositoryOf(unit.container.body['image'])} ${JSON.stringify([...texts(unit.container.body['command']), ...texts(unit.container.body['args'])])}`], names: ({ body }) => ofImage(body['image']).map((image) => `${image} ${JSON.stringify([...texts(body['entrypoint']), ...texts(body['command'])])}`) },
    { by: 'the name of its image', keys: (unit) => ofImage(unit.container.body['image']).map(lastPart), names: ({ body }) => ofImage(body['image']).map(lastPart) },
  ];
}

const LABELS_OF_THE_WHOLE = ['app.kubernetes.io/instance', 'app.kubernetes.io/part-of', 'release'];

const lastPart = (repository: string): string => repository.slice(repository.lastIndexOf('/') + 1);

function ofImage(image: unknown): readonly string[] {
  const repository = repositoryOf(image);
  return repository === '' ? [] : [repository];
}

function withoutPrefix(name: string, prefixes: readonly (string | undefined)[]): readonly string[] {
  return prefixes.flatMap((prefix) => (prefix !== undefined && prefix !== '' && name.startsWith(`${prefix}-`) ? [name.slice(prefix.length + 1)] : []));
}

function otherNames({ body }: ServiceUnit): readonly string[] {
  const aliases = Object.values(fields(body['networks'])).flatMap((joined) => texts(at(joined, 'aliases')));
  return [...texts([body['container_name'], body['hostname']]), ...aliases];
}

/** Which containers of Kubernetes are which services of Compose. */
export function pairsOf(services: readonly ServiceUnit[], units: readonly Unit[], project: string, said: readonly SaidPair[] = []): Pairing {
  const pairs: Pair[] = [];
  const impossible: string[] = [];
  const free = { services: new Set(services), units: new Set(units) };
  const take = (pair: Pair): void => {
    pairs.push(pair);
    free.services.delete(pair.service);
    free.units.delete(pair.unit);
  };
  for (const each of said) {
    const service = services.find(({ name }) => name === each.service);
    const unit = units.find((candidate) => isCalled(candidate, each.workload));
    if (!service || !unit) impossible.push(`${each.service}=${each.workload}: there is no ${service ? each.workload : `service ${each.service}`}`);
    else if (!free.services.has(service) || !free.units.has(unit)) impossible.push(`${each.service}=${each.workload}: one of them has another already`);
    else take({ service, unit, by: '--match' });
  }
  for (const { by, keys, names } of passesOf(project)) {
    const [ofServices, ofUnits] = [groupedBy(free.services, names), groupedBy(free.units, keys)];
    const found: Pair[] = [];
    for (const [name, [service, ...others]] of ofServices) {
      const [unit, ...more] = ofUnits.get(name) ?? [];
      if (unit && others.length + more.length === 0) found.push({ service, unit, ...(by !== undefined && { by }) });
    }
    for (const pair of found) if (free.services.has(pair.service) && free.units.has(pair.unit)) take(pair);
  }
  const left = [...free.services].filter(({ isOff }) => !isOff);
  return { pairs, impossible, services: left.map((one) => ({ one, nearest: nearestUnits(one, [...free.units]) })), units: [...free.units].map((one) => ({ one, nearest: nearestServices(one, left) })) };
}

function groupedBy<Of>(all: ReadonlySet<Of>, keysOf: (one: Of) => readonly string[]): Map<string, Of[]> {
  const groups = new Map<string, Of[]>();
  for (const one of all) for (const key of new Set(keysOf(one).map(plainName))) groups.set(key, [...(groups.get(key) ?? []), one]);
  return groups;
}

/** `deployment/backend`, `backend`, or `deployment/backend/exporter` for a container of it. */
function isCalled({ pod: { owner }, container, role }: Unit, name: string): boolean {
  const parts = name.split('/');
  const [kind, workload, part] = parts.length === 1 ? [owner.kind, name] : parts;
  return kind.toLowerCase() === owner.kind.toLowerCase() && workload === owner.name && (part === undefined ? role === 'main' : part === container.name);
}

/** Those of the same image, or else the one with the most similar name, or else the only one that is left. */
function nearest<Of>(others: readonly Of[], isSameImage: (other: Of) => boolean, name: string, nameOf: (other: Of) => string): readonly Of[] {
  const sameImage = others.filter(isSameImage);
  if (sameImage.length > 0) return sameImage;
  const similar = nearestName(name, others.map(nameOf));
  return similar === undefined ? (others.length === 1 ? others : []) : others.filter((other) => nameOf(other) === similar).slice(0, 1);
}

const isSameImage = (service: ServiceUnit, { container }: Unit): boolean => {
  const repository = repositoryOf(service.body['image']);
  return repository !== '' && repository === repositoryOf(container.body['image']);
};

const nearestUnits = (service: ServiceUnit, units: readonly Unit[]): readonly Unit[] => nearest(units, (unit) => isSameImage(service, unit), plainName(service.name), ({ pod }) => pod.owner.name);

const nearestServices = (unit: Unit, services: readonly ServiceUnit[]): readonly ServiceUnit[] => nearest(services, (service) => isSameImage(service, unit), unit.pod.owner.name, ({ name }) => plainName(name));
