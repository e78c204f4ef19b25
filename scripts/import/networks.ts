import type { ServiceDraft } from './drafts';
import { textsOf } from './peers';
import { isMapping, listOf, type Raw } from './raw';

/** Who is reached: the peers that its texts name. What else a network is told has no word. */
export function mapNetworks(service: ServiceDraft): void {
  const { networks } = service.raw;
  service.about('networks');
  for (const text of textsOf(service.raw)) service.connect(text);
  if (isCutOff(networks, service.project.top)) service.say(['egress'], false);
  if (!isMapping(networks)) return;
  for (const [network, said] of Object.entries(networks)) {
    for (const [name, value] of Object.entries(isMapping(said) ? said : {})) service.leave('no word says it', value, `.${network}.${name}`);
  }
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
