import { at, fields, text, texts, type Fields } from '../untyped';
import { knownAs, otherService } from './compose-services';
import { unordered } from './reading';

/** Who is on which network. */
export interface NetworkReading {
  /** `client -> server` */
  readonly calls: ReadonlyMap<string, string>;
  readonly networks: ReadonlyMap<string, string>;
  /** `client -> server`: who is on the network that has the server's name. */
  readonly guests: ReadonlySet<string>;
  readonly ownNetworks: ReadonlyMap<string, readonly string[]>;
  readonly cutOff: ReadonlySet<string>;
}

/** The networks that a service is on by itself; one on that of the host is on none. */
function networksOf(body: Fields): readonly string[] {
  if (text(body['network_mode']) === 'host' || text(body['network_mode']) === 'none') return [];
  if (body['networks'] === undefined) return ['default'];
  return Array.isArray(body['networks']) ? texts(body['networks']) : Object.keys(fields(body['networks']));
}

/** Who is on a network sees all others on it; who is on the network of the machine is found where its name leads there. */
export function readNetworks(document: Fields, services: readonly (readonly [string, Fields])[]): NetworkReading {
  const calls = new Map<string, string>();
  const networks = new Map<string, string>();
  const ownNetworks = new Map<string, readonly string[]>();
  const cutOff = new Set<string>();
  const members = new Map<string, string[]>();
  const onHost = services.flatMap(([name, body]) => (fields(at(document['services'], otherService(body['network_mode']) ?? name))['network_mode'] === 'host' ? [name] : []));
  for (const [name, body] of services) {
    const holder = otherService(body['network_mode']);
    const network = holder === undefined ? body : fields(at(document['services'], holder));
    const all = networksOf(network);
    // A network with a name of its own is there for others, who are in no file.
    const joined = all.filter((each) => at(document['networks'], each, 'name') === undefined);
    networks.set(name, unordered(joined));
    ownNetworks.set(name, networksOf(body));
    if (all.length > 0 && all.every((each) => at(document['networks'], each, 'internal') === true)) cutOff.add(name);
    if (holder === undefined) for (const each of joined) members.set(each, [...(members.get(each) ?? []), knownAs(name, body, each)]);
    const byHost = texts(network['extra_hosts']).filter((host) => host.endsWith('host-gateway')).map((host) => host.split(/[:=]/)[0]);
    for (const server of onHost) if (server !== name && byHost.includes(server)) calls.set(`${knownAs(name, body)} -> ${server}`, 'any');
  }
  const guests = new Set<string>();
  for (const [network, names] of members) {
    if (names.includes(network)) for (const client of names) if (client !== network) guests.add(`${client} -> ${network}`);
    for (const server of names) for (const client of names) if (client !== server) calls.set(`${client} -> ${server}`, 'any');
  }
  return { calls, networks, guests, ownNetworks, cutOff };
}
