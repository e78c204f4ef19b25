import { templateOf, type ServiceDraft } from './drafts';
import { list, object } from './program';
import { isMapping, isScalar, listOf } from './raw';
import { plainText } from './template';

/** Addresses by the names of hosts, in whatever form they are written; undefined for one that is none. */
export function extraHosts(value: unknown): readonly (readonly [name: string, address: string])[] | undefined {
  if (isMapping(value)) return Object.entries(value).flatMap(([name, addresses]) => listOf(addresses).map((address) => [name, String(address)] as const));
  const found = listOf(value).map((entry) => /^([^:=]+)[:=]\[?([^\]]+)\]?$/.exec(String(entry)));
  return found.every((each) => each !== null) ? found.map(([, name, address]) => [name, address] as const) : undefined;
}

/** Names that stand for addresses. */
export function mapExtraHosts(value: unknown, service: ServiceDraft): void {
  const hosts = extraHosts(value);
  if (!hosts || hosts.some(([name]) => plainText(templateOf(name)) === undefined)) service.leave('a name is plain text', value);
  else if (new Set(hosts.map(([name]) => name)).size < hosts.length) service.leave('a name has one address', value);
  else for (const [name, address] of hosts) service.sayChosen(['extraHosts', name], address, (text) => (text === '' ? undefined : text));
}

/** Servers that are asked for names, or domains in which they are looked up. */
export function mapNameservers(option: 'nameservers' | 'searches'): (value: unknown, service: ServiceDraft) => void {
  return (value, service) => {
    const texts = listOf(value).map((entry) => (isScalar(entry) ? plainText(templateOf(entry)) : undefined));
    if (texts.every((text) => text !== undefined)) service.say(['dnsConfig', option], list(texts));
    else service.leave('it is plain text', value);
  };
}

/** Options of the resolver. */
export function mapDnsOptions(value: unknown, service: ServiceDraft): void {
  service.say(['dnsConfig', 'options'], object(Object.fromEntries(listOf(value).map((entry) => {
    const [name, ...rest] = String(entry).split(':');
    return [name, rest.join(':')];
  }))));
}
