import { bytes, cores } from '../../import/amounts';
import { isMapping, type Raw } from '../../import/raw';
import { verdict, type Level, type Place, type Verdict } from './place';
import { same } from './same';
import { compareText } from './text';

type Measure = (value: unknown) => number | undefined;

function compareAmount(original: unknown, ours: unknown, measure: Measure): Level {
  const amount = measure(original);
  if (amount === undefined) return compareText(original, ours);
  return amount === measure(ours) ? 'exact' : 'none';
}

function resourcesOf(service: unknown): Raw {
  const deploy = isMapping(service) ? service.deploy : undefined;
  return isMapping(deploy) && isMapping(deploy.resources) ? deploy.resources : {};
}

function part(resources: Raw, name: 'limits' | 'reservations'): Raw {
  const found = resources[name];
  return isMapping(found) ? found : {};
}

/** An amount that stands in an attribute of its own. */
export function judgeAmount(attribute: 'cpus' | 'mem_limit' | 'mem_reservation', value: unknown, { output }: Place): Verdict[] {
  const written = output as unknown as Raw;
  const resources = resourcesOf(output);
  const [ours, measure] = attribute === 'cpus'
    ? ([part(resources, 'limits').cpus, cores] as const)
    : ([part(resources, attribute === 'mem_limit' ? 'limits' : 'reservations').memory, bytes] as const);
  return [verdict(attribute, compareAmount(value, ours ?? written[attribute], measure))];
}

/** What `deploy.resources` limits and sets aside. */
export function judgeResources(value: unknown, { output, names }: Place): Verdict[] {
  if (!isMapping(value)) return [];
  const ours = resourcesOf(output);
  return (['limits', 'reservations'] as const).flatMap((name) => Object.entries(part(value, name)).map(([resource, given]) => {
    const written = part(ours, name)[resource];
    const suffix = typeof given === 'string' && given.includes('$') ? ' with ${VAR}' : '';
    const measure = resource === 'cpus' ? cores : resource === 'memory' ? bytes : undefined;
    return verdict(`deploy.resources.${name}.${resource}${suffix}`, measure ? compareAmount(given, written, measure) : same(given, written, names));
  }));
}
