import type { Names } from './names';
import { isMapping, isScalar, listOf, type Raw } from './raw';

/** Other names of services, by the service: of its networks, and those that links of others give it. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

/** Every name that a service has beside its own, and that no other one has: peers find one thing by a name. */
export function aliasesOf(services: ReadonlyMap<string, Raw>, ids: Names): Aliases {
  const holders = new Map<string, string>([...services.keys()].map((service) => [ids.of(service), service]));
  const aliases = new Map<string, string[]>();
  const add = (service: string, alias: string): void => {
    if (!services.has(service) || !isAlias(alias) || holders.has(alias)) return;
    holders.set(alias, service);
    aliases.set(service, [...(aliases.get(service) ?? []), alias]);
  };
  for (const [service, { networks }] of services) for (const alias of saidOnNetworks(networks)) add(service, alias);
  for (const { links } of services.values()) for (const link of listOf(links)) add(...linkOf(link));
  return aliases;
}

/** `db:database` is the service and the name that it has here. */
export function linkOf(link: unknown): [service: string, alias: string] {
  const [service, alias = service] = String(link).split(':');
  return [service, alias];
}

function saidOnNetworks(networks: unknown): readonly string[] {
  return Object.values(isMapping(networks) ? networks : {}).flatMap((said) => (isMapping(said) ? listOf(said.aliases).filter(isScalar).map(String) : []));
}

function isAlias(text: string): boolean {
  return /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/.test(text);
}
