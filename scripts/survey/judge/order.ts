import { isMapping, listOf, type Raw } from '../../import/raw';
import { sharesNetwork } from './networks';
import { verdict, worst, type Level, type Place, type Verdict } from './place';

/** Who comes first, and how far it has to be. */
export function judgeDependsOn(value: unknown, { output, names, services }: Place): Verdict[] {
  const ours = conditions(output.depends_on);
  return [...conditions(value)].map(([service, { condition, ...rest }]) => {
    const name = names.get(service);
    const found = name === undefined ? undefined : ours.get(name);
    const attribute = rest.required === false ? 'depends_on.required: false' : rest.restart === true ? 'depends_on.restart' : `depends_on ${String(condition)}`;
    if (!services.has(service)) return verdict('depends_on a service of another file', 'none', service);
    if (!found) return verdict(attribute, 'none', service);
    const more = (['required', 'restart'] as const).map((key): Level => (isDefault(key, rest[key]) || found[key] === rest[key] ? 'exact' : 'none'));
    return verdict(attribute, worst([name === service ? 'exact' : 'typed', compareCondition(String(condition), String(found.condition)), ...more]), service);
  });
}

function conditions(value: unknown): ReadonlyMap<string, Raw> {
  if (isMapping(value)) return new Map(Object.entries(value).map(([service, said]) => [service, { condition: 'service_started', ...(isMapping(said) ? said : {}) }]));
  return new Map(listOf(value).map((service) => [String(service), { condition: 'service_started' }]));
}

/** To wait until it is healthy is to wait until it is started, and longer. */
function compareCondition(original: string, ours: string): Level {
  if (original === ours) return 'exact';
  return original === 'service_started' && ours === 'service_healthy' ? 'typed' : 'none';
}

function isDefault(key: 'required' | 'restart', value: unknown): boolean {
  return value === undefined || value === (key === 'required');
}

/** A peer that is reached, under its own name or another one, and comes first. */
export function judgeLinks(value: unknown, place: Place): Verdict[] {
  return listOf(value).map((entry) => {
    const [service, alias = service] = String(entry).split(':');
    const name = place.names.get(service);
    const isReached = name !== undefined && sharesNetwork(place.output, place.document.services[name]);
    if (listOf(place.output.links).map(String).includes(String(entry))) return verdict('links', 'exact');
    if (!isReached || !conditions(place.output.depends_on).has(name)) return verdict('links', 'none', String(entry));
    if (alias === service) return verdict('links', name === service ? 'exact' : 'typed');
    return verdict('links with alias', aliasesOf(place, name).includes(alias) ? 'typed' : 'none', String(entry));
  });
}

function aliasesOf({ document }: Place, name: string): readonly unknown[] {
  const { networks } = document.services[name];
  return isMapping(networks) ? Object.values(networks).flatMap((said) => (isMapping(said) ? listOf(said.aliases) : [])) : [];
}
