import type { ComposeService } from 'cdk8s-compose';
import { isMapping, isScalar, listOf, pairsOf, type Raw } from '../../import/raw';
import { sharedNetworksOf } from '../../import/networks';
import { extraHosts } from '../../import/resolver';
import { defaultText, parseTemplate } from '../../import/template';
import { verdict, type Level, type Place, type Verdict } from './place';
import { bestOf, same } from './same';
import { compareText, HOST_VARIABLE } from './text';

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
export function judgeNetworks(value: unknown, { raw, output, document, top, names }: Place): Verdict[] {
  const ours = isMapping(output.networks) ? Object.values(output.networks) : [];
  const verdicts = [verdict('networks', networksOf(output)?.size ? 'typed' : 'none'), ...judgeShared(raw, top, output, document)];
  for (const [network, said] of Object.entries(isMapping(value) ? value : {})) {
    for (const [name, given] of Object.entries(isMapping(said) ? said : {})) {
      const found = ours.some((other) => isMapping(other) && same(given, (other as Raw)[name], names) !== 'none');
      if (!name.startsWith('x-')) verdicts.push(verdict(`networks.${name}`, found ? 'typed' : 'none', network));
    }
  }
  return verdicts;
}

/** Those that others are on as well, it has to be on by the names that they have there. */
function judgeShared(raw: Raw, top: Raw, output: ComposeService, document: Place['document']): Verdict[] {
  const joined = [...(networksOf(output) ?? [])].map((key) => document.networks?.[key] as Raw | undefined);
  return sharedNetworksOf(raw, top).map(({ key, name, isExternal }) => {
    const isOn = joined.some((network) => compareText(name, network?.name) !== 'none' && (network?.external === true) === isExternal);
    return verdict(isExternal ? 'networks that are external' : 'networks with a name', isOn ? 'typed' : 'none', key);
  });
}

/** Every address of every name. */
export function judgeExtraHosts(value: unknown, { output }: Place): Verdict[] {
  const ours = extraHosts(output.extra_hosts) ?? [];
  const hosts = extraHosts(value);
  if (!hosts) return [verdict('extra_hosts', 'none')];
  return hosts.map(([name, address]) => verdict('extra_hosts', bestOf(ours.map(([other, given]) => (other === name ? compareText(address, given) : 'none'))), name));
}

/** Every peer that its environment or command names as a host is reached. */
export function judgePeers({ raw, output, document, services, names }: Place): Verdict[] {
  // What they are if nobody sets a variable.
  const plain = (text: string): string => defaultText(parseTemplate(text));
  const variables = [...(pairsOf(raw.environment) ?? [])].map(([name, value]) => [name, plain(value ?? '')] as const);
  const words = [...listOf(raw.command), ...listOf(raw.entrypoint)].filter(isScalar).map((word) => plain(String(word)));
  const isNamedIn = (service: string): boolean =>
    words.some((word) => hasHost(word, service)) || variables.some(([name, value]) => hasHost(value, service) || (value === service && HOST_VARIABLE.test(name)));
  const verdicts: Verdict[] = [];
  for (const [service, other] of services) {
    if (other === raw || !sharesNetwork(raw, other) || !isNamedIn(service)) continue;
    const name = names.get(service);
    const level: Level = name === undefined ? 'none' : sharesNetwork(output, document.services[name]) ? (name === service ? 'exact' : 'typed') : 'none';
    verdicts.push(verdict('a peer that it names is reached', level, service));
  }
  return verdicts;
}

/** As the host of a URL, or with a port behind it. */
function hasHost(text: string, service: string): boolean {
  const name = service.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:(?:^|[\\s,=@'"(])|//(?:[^\\s/@]*@)?)${name}:\\d|//(?:[^\\s/@]*@)?${name}(?:[:/?\\s'"]|$)`).test(text);
}
