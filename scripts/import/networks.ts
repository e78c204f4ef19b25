import type { ServiceDraft } from './drafts';
import { textsOf } from './peers';
import { call, list, type Said } from './program';
import { isMapping, listOf, type Raw } from './raw';
import { parseTemplate } from './template';

/** Who is reached: the peers that its texts name. What else a network is told has no word. */
export function mapNetworks(service: ServiceDraft): void {
  const { networks } = service.raw;
  service.about('networks');
  for (const text of textsOf(service.raw)) service.connect(text);
  if (isCutOff(networks, service.project.top)) service.say(['egress'], false);
  const aliases = service.project.aliases.get(service.service) ?? [];
  if (aliases.length > 0) service.say(['aliases'], list(aliases));
  mapShared(service);
  if (!isMapping(networks)) return;
  for (const [network, said] of Object.entries(networks)) {
    for (const [name, value] of Object.entries(isMapping(said) ? said : {})) {
      const isSaid = name === 'aliases' && listOf(value).every((alias) => aliases.includes(String(alias)) || alias === service.service);
      if (!isSaid) service.leave('no word says it', value, `.${network}.${name}`);
    }
  }
}

/** A network that others are on, too: it is there already, or has a name by which they find it. */
function mapShared(service: ServiceDraft): void {
  const shared: Said[] = [];
  for (const { key, name, isExternal } of sharedNetworksOf(service.raw, service.project.top)) {
    const outcome = service.project.variables.said(parseTemplate(name));
    if ('why' in outcome) service.leave(outcome.why, key, `.${key}`);
    else shared.push(call(`SharedNetwork.${isExternal ? 'existing' : 'named'}`, outcome.said));
  }
  if (shared.length > 0) service.say(['sharedNetworks'], list(shared));
}

/** The networks of a service that are not the project's alone. */
export function sharedNetworksOf({ networks, network_mode: mode }: Raw, { networks: declared }: Raw): { readonly key: string; readonly name: string; readonly isExternal: boolean }[] {
  if (mode !== undefined || !isMapping(declared)) return [];
  const named = isMapping(networks) ? Object.keys(networks) : listOf(networks).map(String);
  return (named.length > 0 ? named : ['default']).flatMap((key) => {
    const said = declared[key];
    if (!isMapping(said)) return [];
    const { name, external } = said;
    const isExternal = external === true || isMapping(external);
    if (!isExternal && name === undefined) return [];
    const called = isMapping(external) && external.name !== undefined ? external.name : (name ?? key);
    return [{ key, isExternal, name: String(called) }];
  });
}

/** Whether all of its networks are without a way out. */
export function isCutOff(networks: unknown, { networks: declared }: Raw): boolean {
  const names = isMapping(networks) ? Object.keys(networks) : listOf(networks).map(String);
  const said = (name: string): unknown => (isMapping(declared) ? declared[name] : undefined);
  return names.length > 0 && names.every((name) => {
    const network = said(name);
    return isMapping(network) && network.internal === true;
  });
}
