import type { ServiceDraft } from './drafts';
import { textsOf } from './peers';
import { isMapping } from './raw';

/** Who is reached: the peers that its texts name. What else a network is told has no word. */
export function mapNetworks(service: ServiceDraft): void {
  const { networks } = service.raw;
  service.about('networks');
  for (const text of textsOf(service.raw)) service.connect(text);
  if (!isMapping(networks)) return;
  for (const [network, said] of Object.entries(networks)) {
    for (const [name, value] of Object.entries(isMapping(said) ? said : {})) service.leave('no word says it', value, `.${network}.${name}`);
  }
}
