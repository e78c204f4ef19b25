import { isIP } from 'node:net';
import { posix } from 'node:path';
import { Leaf, mappingOf, type Mapping } from './node';

/** A short notation written out, or why it cannot be. */
export type Written<T> = T | { readonly fault: string };

export const isFault = <T>(written: Written<T>): written is { readonly fault: string } => typeof written === 'object' && written !== null && 'fault' in written;

/** `127.0.0.1:8000-8001:80-81/tcp`: one mapping for each port of the container. */
export function portsOf(leaf: Leaf): Written<readonly Mapping[]> {
  const value = leaf.text;
  const colons = [...value.matchAll(/:/g)].map(({ index }) => index);
  const last = colons.at(-1);
  const beforeLast = colons.at(-2);
  const slash = value.indexOf('/', (last ?? -1) + 1);
  const target = leaf.between((last ?? -1) + 1, slash === -1 ? undefined : slash);
  const published = last === undefined ? undefined : leaf.between((beforeLast ?? -1) + 1, last);
  const protocol = (slash === -1 ? '' : value.slice(slash + 1)).toLowerCase() || 'tcp';
  if (target.text === '') return { fault: `${JSON.stringify(value)} has no port of the container` };
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) return { fault: `${JSON.stringify(protocol)} is no protocol` };
  let host = beforeLast === undefined ? undefined : leaf.between(0, beforeLast);
  if (host && /^\[.*\]$/.test(host.text)) host = host.between(1, host.text.length - 1);
  if (host && host.text !== '' && isIP(host.text.split('%')[0]) === 0) return { fault: `${JSON.stringify(host.text)} is no address` };
  const inside = rangeOf(target.text);
  if (!inside) return { fault: `${JSON.stringify(target.text)} is no port of the container` };
  const outside = published && published.text !== '' ? rangeOf(published.text) : undefined;
  if (published && published.text !== '' && !outside) return { fault: `${JSON.stringify(published.text)} is no port of the host` };
  const count = inside[1] - inside[0] + 1;
  if (outside && count > 1 && outside[1] - outside[0] + 1 !== count) return { fault: `${JSON.stringify(value)} has another number of ports on the host than in the container` };
  const ports = Array.from({ length: count }, (_, at) => mappingOf({
    mode: new Leaf('ingress', leaf.spot),
    ...(host && host.text !== '' && { host_ip: host }),
    target: count === 1 ? target.as(inside[0]) : new Leaf(inside[0] + at, leaf.spot),
    ...(published && outside && { published: count === 1 ? published.as(outside[0] === outside[1] ? String(outside[0]) : `${outside[0]}-${outside[1]}`) : new Leaf(String(outside[0] + at), leaf.spot) }),
    protocol: new Leaf(protocol, leaf.spot),
  }, leaf.spot));
  // As Compose sorts them, which is by text.
  return ports.sort((a, b) => (String((a.get('target') as Leaf).value) < String((b.get('target') as Leaf).value) ? -1 : 1));
}

function rangeOf(text: string): readonly [number, number] | undefined {
  const [, first, last = first] = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(text) ?? [];
  const range = [Number(first), Number(last)] as const;
  return first !== undefined && range[1] >= range[0] && range[1] <= 65535 ? range : undefined;
}

const PROPAGATIONS = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave']);

/** `source:target:ro,z`, where a source that is a path is mounted, and any other one is the name of a volume. */
export function mountOf(leaf: Leaf): Written<Mapping> {
  const value = leaf.text;
  if (value === '') return { fault: 'an empty text is no mount' };
  if (value.length <= 2) return mappingOf({ type: new Leaf('volume', leaf.spot), target: leaf }, leaf.spot);
  const pieces = piecesOf(value);
  if (pieces.some(([from, to]) => from === to)) return { fault: `${JSON.stringify(value)} has nothing between two colons` };
  if (pieces.length > 3) return { fault: `${JSON.stringify(value)} has too many colons` };
  const [first, second, third] = pieces.map(([from, to]) => leaf.between(from, to));
  const target = second ?? first;
  const source = second && first;
  const options = third?.text.split(',') ?? [];
  const isBind = source !== undefined && isPath(source.text);
  const said = (found: string | undefined): Leaf | undefined => (found === undefined ? undefined : new Leaf(found, leaf.spot));
  const propagation = said(options.filter((option) => PROPAGATIONS.has(option)).at(-1));
  const selinux = said(options.filter((option) => option === 'z' || option === 'Z').at(-1));
  const readOnly = options.filter((option) => option === 'ro' || option === 'rw').at(-1) === 'ro';
  return mappingOf({
    type: new Leaf(isBind ? 'bind' : 'volume', leaf.spot),
    source,
    target: target.as(posix.normalize(target.text).replace(/(.)\/$/, '$1')),
    read_only: readOnly ? new Leaf(true, leaf.spot) : undefined,
    bind: isBind || propagation || selinux ? mappingOf({ propagation, selinux, create_host_path: isBind ? new Leaf(true, leaf.spot) : undefined }, leaf.spot) : undefined,
    volume: options.includes('nocopy') ? mappingOf({ nocopy: new Leaf(true, leaf.spot) }, leaf.spot) : undefined,
  }, leaf.spot);
}

/** Between colons; a single letter before one is a drive of Windows. */
function piecesOf(value: string): readonly (readonly [number, number])[] {
  const pieces: (readonly [number, number])[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] !== ':' || (at - from === 1 && /\p{L}/u.test(value[from]))) continue;
    pieces.push([from, at]);
    from = at + 1;
  }
  return [...pieces, [from, value.length]];
}

function isPath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
}

/** `/dev/fuse:/dev/fuse:rwm`. */
export function deviceOf(leaf: Leaf): Written<Mapping> {
  const ends = [...leaf.text.matchAll(/:/g)].map(({ index }) => index);
  if (ends.length > 2) return { fault: `${JSON.stringify(leaf.text)} has too many colons for a device` };
  const bounds = [...ends, leaf.text.length];
  const [source, target = source, permissions = new Leaf('rwm', leaf.spot)] = bounds.map((end, at) => leaf.between(at === 0 ? 0 : bounds[at - 1] + 1, end));
  return mappingOf({ source, target: target.text === '' ? source : target, permissions }, leaf.spot);
}

/** `NAME=value`, or a name alone. */
export function pairOf(leaf: Leaf): readonly [name: string, value: Leaf] {
  const equals = leaf.text.indexOf('=');
  return equals === -1 ? [leaf.text, new Leaf(null, leaf.spot)] : [leaf.text.slice(0, equals), leaf.between(equals + 1)];
}
