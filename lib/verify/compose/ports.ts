import { isIP } from 'node:net';
import type { Problem } from '../problem';
import { fault } from './fault';
import { withDefaults } from './interpolation';
import { sharedWith, type ComposeRule, type Project, type Service } from './project';
import { at, isFields, items, shown, text } from '../untyped';

interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** A container port on the host. */
interface Publication {
  readonly service: Service;
  /** Among the ports of the service. */
  readonly index: number;
  readonly ip: string;
  /** As written, and the range it stands for unless a variable without default leaves that open. */
  readonly published: string;
  readonly range: PortRange | undefined;
  readonly target: string;
  readonly protocol: string;
}

const SHORT = /^(?:(\[[^\]]+\]|\d+(?:\.\d+){3}):)?(?:(\d*(?:-\d+)?):)?(\d+(?:-\d+)?)(?:\/(\w+))?$/;

function rangeOf(value: string | undefined): PortRange | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(value ?? '');
  return match === null ? undefined : { first: Number(match[1]), last: Number(match[2] ?? match[1]) };
}

function publicationOf(service: Service, entry: unknown, index: number): Publication | undefined {
  if (isFields(entry)) {
    const published = String(entry['published'] ?? '');
    return {
      service,
      index,
      ip: withDefaults(entry['host_ip']) ?? '',
      published,
      range: rangeOf(withDefaults(published)),
      target: String(entry['target'] ?? ''),
      protocol: text(entry['protocol']) ?? 'tcp',
    };
  }
  const match = SHORT.exec(withDefaults(entry) ?? '');
  if (match === null) return undefined;
  const [, ip = '', published = '', target = '', protocol = 'tcp'] = match;
  return { service, index, ip: ip.replace(/[[\]]/g, ''), published, range: rangeOf(published), target, protocol };
}

const publicationsOf = (service: Service): readonly Publication[] =>
  items(service.body['ports']).map((entry, index) => publicationOf(service, entry, index)).filter((publication) => publication !== undefined);

/** Without a host port the engine picks a free one, which never collides. */
const isFixed = ({ published }: Publication): boolean => !['', '0'].includes(withDefaults(published) ?? published);

const isEveryAddress = (ip: string): boolean => ['', '0.0.0.0', '::'].includes(ip);

const sameAddress = (one: Publication, other: Publication): boolean =>
  one.ip === other.ip || isEveryAddress(one.ip) || isEveryAddress(other.ip);

function samePort(one: Publication, other: Publication): boolean {
  if (one.range === undefined || other.range === undefined) return one.published === other.published;
  return one.range.first <= other.range.last && other.range.first <= one.range.last;
}

/** Services in different profiles are alternatives: they are not meant to run side by side. */
function mayRunTogether({ profiles: one }: Service, { profiles: other }: Service): boolean {
  return one.length === 0 || other.length === 0 || one.some((profile) => other.includes(profile));
}

function* collisions({ services }: Project): Iterable<Problem> {
  const fixed = services.flatMap(publicationsOf).filter(isFixed);
  for (const [index, one] of fixed.entries()) {
    for (const other of fixed.slice(index + 1)) {
      const collide = one.protocol === other.protocol && samePort(one, other) && sameAddress(one, other);
      if (!collide || !mayRunTogether(one.service, other.service)) continue;
      yield fault('project/port', other.service.label, ['ports', other.index], `host port ${other.published}/${other.protocol} is published by ${one.service.label} as well`, one.service === other.service ? [] : [one.service.label]);
    }
  }
}

const isPort = (range: PortRange | undefined): boolean =>
  range !== undefined && range.first >= 1 && range.first <= range.last && range.last <= 65535;

function* portValues({ services }: Project): Iterable<Problem> {
  for (const service of services) {
    for (const [index, entry] of items(service.body['ports']).entries()) {
      const wrong = (detail: string): Problem => fault('project/port', service.label, ['ports', index], detail);
      const publication = publicationOf(service, entry, index);
      if (publication === undefined) {
        if (withDefaults(entry) !== undefined) yield wrong(`${shown(entry)} is not a port`);
        continue;
      }
      const { target, protocol, range } = publication;
      if (publication.ip !== '' && isIP(publication.ip.split('%')[0]) === 0) yield wrong(`${shown(publication.ip)} is no address`);
      if (!isPort(rangeOf(withDefaults(target)))) yield wrong(`${shown(target)} is not a container port`);
      if (isFixed(publication) && (range !== undefined ? !isPort(range) : withDefaults(publication.published) !== undefined)) {
        yield wrong(`${shown(publication.published)} is not a host port`);
      }
      if (!['tcp', 'udp', 'sctp'].includes(protocol)) yield wrong(`${shown(protocol)} is not a protocol`);
    }
  }
}

function* replicas({ services }: Project): Iterable<Problem> {
  for (const service of services.filter((candidate) => candidate.replicas > 1)) {
    for (const publication of publicationsOf(service).filter(isFixed)) {
      const { first, last } = publication.range ?? { first: 1, last: 1 };
      if (last - first + 1 < service.replicas) {
        yield fault('project/port', service.label, ['ports', publication.index], `${service.replicas} replicas cannot all publish host port ${publication.published}`);
      }
    }
  }
}

function* networkModes({ services, declared }: Project): Iterable<Problem> {
  for (const service of services) {
    const { label, body, networks } = service;
    const mode = text(body['network_mode']);
    const published = items(body['ports']).length > 0;
    if (mode !== undefined && body['networks'] !== undefined) yield fault('project/network', label, ['network_mode'], 'network_mode and networks exclude each other');
    if (mode !== undefined && published && (mode === 'host' || mode === 'none' || sharedWith(mode) !== undefined)) {
      yield fault('project/port', label, ['ports'], `ports cannot be published with network_mode ${mode}`);
    }
    const isInternal = (name: string): boolean => at(declared('networks')[name], 'internal') === true;
    if (published && networks.length > 0 && networks.every(isInternal)) {
      yield fault('project/port', label, ['ports'], 'publishes ports, but every network it joins is internal', networks.map((name) => `networks.${name}`));
    }
  }
}

/** Ports on the host. */
export const PORT_RULES: readonly ComposeRule[] = [collisions, portValues, replicas, networkModes];
