import { isMapping, listOf, type Raw } from '../../import/raw';
import { mountForm } from '../../import/mount-form';
import type { ReadFile } from '../read';
import { isRenamed, pairNames } from './names';
import { verdict, worst, type Level, type Verdict } from './place';
import { same } from './same';
import type { Outputs } from './service';
import { compareText } from './text';

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** What was found of everything in a file that is not in a service. */
export function judgeTop({ top, services }: ReadFile, { compose }: Outputs): Verdict[] {
  const isKept = (): boolean => compose !== undefined && staysInside(services, top, compose);
  const document: Raw = isMapping(compose) ? compose : {};
  return Object.entries(top).flatMap(([section, value]): Verdict[] => {
    // The version has had no meaning for years.
    if (section === 'version' || section.startsWith('x-')) return [];
    if (section === 'name') return [verdict('top: name', value === document.name ? 'exact' : isRenamed(String(value), String(document.name), 'stack') ? 'typed' : 'none')];
    if (!['volumes', 'networks', 'configs', 'secrets', 'models'].includes(section)) return [verdict(`top: ${section}`, same(value, document[section], NO_NAMES))];
    const ours: Raw = isMapping(document[section]) ? document[section] : {};
    const used = usedIn(section, services);
    return Object.entries(isMapping(value) ? value : {}).flatMap(([name, said]) => {
      if (name.startsWith('x-')) return [];
      const attributes = Object.entries(isMapping(said) ? said : {}).filter(([attribute]) => !attribute.startsWith('x-'));
      // Compose itself makes nothing of what no service uses.
      if (!used.has(name)) return [];
      const found = (section === 'networks' ? sharedIn(ours, name, said) : undefined) ?? Object.entries(ours).find(([other]) => other === name) ?? Object.entries(ours).find(([other]) => isRenamed(name, other, section.slice(0, -1)));
      return attributes.length === 0 ? declared(section, name, found?.[0]) : attributes.map(([attribute, given]) => {
        if (section === 'networks' && attribute === 'internal' && given === true) return verdict('top: networks.internal', isKept() ? 'typed' : 'none', name);
        if (section === 'volumes' && attribute === 'external' && given !== false) return judgeExternal(name, said, found);
        return judgeEntry(section, attribute, given, found?.[1]);
      });
    });
  });
}

/** A network that others are on has the name that they know, whatever it is called in the file. */
function sharedIn(ours: Raw, name: string, said: unknown): [string, unknown] | undefined {
  const { name: called = name, external }: Raw = isMapping(said) ? said : {};
  if (external === undefined && called === name) return undefined;
  return Object.entries(ours).find(([, other]) => isMapping(other) && compareText(called, other.name) !== 'none');
}

/** What somebody else has made is found by the name that it has there. */
function judgeExternal(key: string, said: unknown, found: [string, unknown] | undefined): Verdict {
  const { external, name: called }: Raw = isMapping(said) ? said : {};
  const wanted = (isMapping(external) ? external.name : undefined) ?? called ?? key;
  const ours: Raw = isMapping(found?.[1]) ? found[1] : {};
  return verdict('top: volumes.external', ours.external === true ? compareText(wanted, ours.name ?? found?.[0]) : 'none', key);
}

/** Networks are derived: there is no other one that has to be there. */
function declared(section: string, name: string, found: string | undefined): Verdict[] {
  const level: Level = section === 'networks' ? 'typed' : found === undefined ? 'none' : found === name ? 'exact' : 'typed';
  return [verdict(`top: ${section}`, level, name)];
}

function judgeEntry(section: string, attribute: string, given: unknown, ours: unknown): Verdict {
  const written = isMapping(ours) ? ours[attribute] : undefined;
  const isDefault = attribute === 'driver' && given === (section === 'networks' ? 'bridge' : 'local');
  if (isDefault && written === undefined) return verdict(`top: ${section}.driver`, section === 'networks' ? 'typed' : ours === undefined ? 'none' : 'exact');
  // Each service that has it is judged by whether it has the file.
  if ((attribute === 'file' && section === 'configs') || (section === 'secrets' && (attribute === 'file' || attribute === 'environment'))) return verdict(`top: ${section}.file`, 'typed');
  const isNo = attribute === 'external' && given === false;
  return verdict(`top: ${section}.${attribute}`, worst([isNo && written === undefined ? 'exact' : same(given, written, NO_NAMES)]));
}

function usedIn(section: string, services: ReadFile['services']): ReadonlySet<string> {
  const used = new Set<string>();
  for (const raw of services.values()) {
    const value = raw[section];
    if (section === 'volumes') for (const entry of listOf(value)) used.add(mountForm(entry)?.source ?? '');
    else if (isMapping(value)) for (const name of Object.keys(value)) used.add(name);
    else for (const entry of listOf(value)) used.add(String(isMapping(entry) ? entry.source : entry));
    if (section === 'networks' && value === undefined) used.add('default');
  }
  return used;
}

/** Whether whatever had no way out has none. */
function staysInside(services: ReadFile['services'], { networks }: Raw, { services: ours, networks: written = {} }: NonNullable<Outputs['compose']>): boolean {
  const names = pairNames(services.keys(), Object.keys(ours), 'service');
  const isInside = (declared: unknown, network: string): boolean => isMapping(declared) && isMapping(declared[network]) && declared[network].internal === true;
  return [...services].every(([service, { networks: on }]) => {
    const before = isMapping(on) ? Object.keys(on) : listOf(on).map(String);
    if (before.length === 0 || !before.every((network) => isInside(networks, network))) return true;
    const output = ours[names.get(service) ?? ''] as { networks?: unknown } | undefined;
    const after = isMapping(output?.networks) ? Object.keys(output.networks) : listOf(output?.networks).map(String);
    return after.length > 0 && after.every((network) => isInside(written, network));
  });
}
