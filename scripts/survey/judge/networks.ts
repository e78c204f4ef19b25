import type { ComposeService } from 'cdk8s-compose';
import { isMapping, isScalar, listOf, pairsOf, type Raw } from '../../import/raw';
import { verdict, type Level, type Place, type Verdict } from './place';
import { same } from './same';

/** The networks that a service of a file is on; undefined if it has another's or none. */
function networksOf(service: Raw | ComposeService): ReadonlySet<string> | undefined {
  const { networks, network_mode: mode, net } = service as Raw;
  if (mode !== undefined || net !== undefined) return undefined;
  if (isMapping(networks)) return new Set(Object.keys(networks));
  const named = listOf(networks).map(String);
  return new Set(named.length > 0 ? named : ['default']);
}

/** Whether two services see each other. */
export function sharesNetwork(first: Raw | ComposeService, second: Raw | ComposeService): boolean {
  const [one, other] = [networksOf(first), networksOf(second)];
  return one !== undefined && other !== undefined && [...one].some((network) => other.has(network));
}

/** Which network it is on is derived from who talks to whom; what else is said of it has to be there. */
export function judgeNetworks(value: unknown, { output, names }: Place): Verdict[] {
  const ours = isMapping(output.networks) ? Object.values(output.networks) : [];
  const verdicts = [verdict('networks', networksOf(output)?.size ? 'typed' : 'none')];
  for (const [network, said] of Object.entries(isMapping(value) ? value : {})) {
    for (const [name, given] of Object.entries(isMapping(said) ? said : {})) {
      const found = ours.some((other) => isMapping(other) && same(given, (other as Raw)[name], names) !== 'none');
      if (!name.startsWith('x-')) verdicts.push(verdict(`networks.${name}`, found ? 'typed' : 'none', network));
    }
  }
  return verdicts;
}

/** Every peer that its environment or command names as a host is reached. */
export function judgePeers({ raw, output, document, services, names }: Place): Verdict[] {
  const texts = [...(pairsOf(raw.environment)?.values() ?? []), ...listOf(raw.command), ...listOf(raw.entrypoint)].filter(isScalar).map(String);
  const verdicts: Verdict[] = [];
  for (const [service, other] of services) {
    if (other === raw || !sharesNetwork(raw, other) || !texts.some((text) => isNamed(text, service))) continue;
    const name = names.get(service);
    const level: Level = name === undefined ? 'none' : sharesNetwork(output, document.services[name]) ? (name === service ? 'exact' : 'typed') : 'none';
    verdicts.push(verdict('a peer that it names is reached', level, service));
  }
  return verdicts;
}

/** As the host of a URL, or with a port behind it. */
function isNamed(text: string, service: string): boolean {
  const name = service.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:(?:^|[\\s,=@'"(])|//(?:[^\\s/@]*@)?)${name}:\\d|//(?:[^\\s/@]*@)?${name}(?:[:/?\\s'"]|$)`).test(text);
}
