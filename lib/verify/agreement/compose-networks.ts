import { at, fields, text, texts, type Fields } from '../untyped';
import { knownAs, otherService } from './compose-services';
import { unordered } from './reading';

/** Who is on which network. */
export interface NetworkReading {
  /** `client -> server` */
  readonly calls: ReadonlyMap<string, string>;
  readonly networks: ReadonlyMap<string, string>;
  readonly cutOff: ReadonlySet<string>;
}

/** The networks that a service is on by itself; one on that of the host is on none. */
function networksOf(body: Fields): readonly string[] {
  if (text(body['network_mode']) === 'host' || text(body['network_mode']) === 'none') return [];
  if (body['networks'] === undefined) return ['default'];
  return Array.isArray(body['networks']) ? texts(body['networks']) : Object.keys(fields(body['networks']));
}

/**
 * A network is named after the one that answers on it; who else is on it may call that one. That those see each other too is what
 * Compose cannot prevent (`compose/shared-network`). On a network without such a name everyone calls everyone.
 */
export function readNetworks(document: Fields, services: readonly (readonly [string, Fields])[]): NetworkReading {
  const calls = new Map<string, string>();
  const networks = new Map<string, string>();
  const cutOff = new Set<string>();
  const members = new Map<string, string[]>();
  for (const [name, body] of services) {
    const holder = otherService(body['network_mode']);
    const all = networksOf(holder === undefined ? body : fields(at(document['services'], holder)));
    // A network with a name of its own is there for others, who are in no file.
    const joined = all.filter((network) => at(document['networks'], network, 'name') === undefined);
    networks.set(name, unordered(joined));
    if (all.length > 0 && all.every((each) => at(document['networks'], each, 'internal') === true)) cutOff.add(name);
    if (holder === undefined) for (const each of joined) members.set(each, [...(members.get(each) ?? []), knownAs(name, body, each)]);
  }
  for (const [network, names] of members) {
    const servers = names.includes(network) ? [network] : names;
    for (const server of servers) for (const client of names) if (client !== server) calls.set(`${client} -> ${server}`, 'any');
  }
  return { calls, networks, cutOff };
}
