import { nearestName } from '../../model/nearest-name';
import { SERVICE_ATTRIBUTES } from './specification';

/** What a service cannot have that has the network of another one, or none: the engine refuses each of them. */
const OF_THE_NETWORK = ['ports', 'networks', 'hostname', 'links', 'dns', 'dns_search', 'dns_opt', 'extra_hosts', 'mac_address', 'expose'] as const;

/**
 * What is in a service that Compose or the engine refuses, as it is called by people; undefined if there is nothing of the
 * kind.
 *
 * @param known attributes that are looked at no more
 */
export function serviceProblem(service: object, known: ReadonlySet<string> = new Set()): string | undefined {
  const values = service as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(service)) {
    if (known.has(name) || name.startsWith('x-') || SERVICE_ATTRIBUTES.includes(name)) continue;
    const near = nearestName(name, SERVICE_ATTRIBUTES);
    return `${JSON.stringify(name)}, which no service has${near === undefined ? '' : `; there is ${near}`}`;
  }
  const mode = values['network_mode'];
  if (mode === undefined) return undefined;
  const refused = OF_THE_NETWORK.filter((name) => values[name] !== undefined);
  return refused.length === 0 ? undefined : `${refused.join(' and ')} beside network_mode ${JSON.stringify(mode)}: only whoever has a network of its own can have that`;
}
