import { bytes, cores } from '../../import/amounts';
import { isMapping, listOf, type Raw } from '../../import/raw';
import { splitOutside } from '../../import/template';
import { verdict, type Level, type Place, type Verdict } from './place';
import { bestOf, same } from './same';
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
    if (resource === 'devices') return verdict(`deploy.resources.${name}.devices`, same(allOf(given), allOf(written), names));
    return verdict(`deploy.resources.${name}.${resource}${suffix}`, measure ? compareAmount(given, written, measure) : same(given, written, names));
  }));
}

/** Without a number or names it is all of them. */
function allOf(devices: unknown): unknown {
  return listOf(devices).map((device) => (isMapping(device) && device.count === undefined && device.device_ids === undefined ? { ...device, count: 'all' } : device));
}

/** `gpus` is a short form of what `deploy` says. */
export function judgeGpus(value: unknown, { output, names }: Place): Verdict[] {
  const wanted = value === 'all' ? [{ count: 'all' }] : value;
  const written = (output as unknown as Raw).gpus ?? part(resourcesOf(output), 'reservations').devices;
  const ours = listOf(written).filter((device) => !isMapping(device) || device.capabilities === undefined || listOf(device.capabilities).includes('gpu'));
  const level = written === undefined ? 'none' : same(allOf(wanted), allOf(ours), names);
  return [verdict('gpus', level === 'exact' ? 'typed' : level)];
}

/** Processes that there may be; -1 and 0 are as many as the engine allows. */
export function judgePids(value: unknown, { output }: Place): Verdict[] {
  const ours = (output as unknown as Raw).pids_limit ?? part(resourcesOf(output), 'limits').pids;
  const isUnlimited = Number(value) === -1 || Number(value) === 0;
  return [verdict('pids_limit', isUnlimited && ours === undefined ? 'exact' : compareText(value, ours))];
}

/** Devices, from where, to where, and what may be done with them. */
export function judgeDevices(value: unknown, { output }: Place): Verdict[] {
  const ours = listOf((output as unknown as Raw).devices).map(deviceOf);
  return listOf(value).map((entry) => verdict('devices', bestOf(ours.map((other) => compareText(deviceOf(entry), other))), JSON.stringify(entry)));
}

function deviceOf(entry: unknown): string {
  const text = isMapping(entry) ? [entry.source, entry.target ?? entry.source, entry.permissions ?? 'rwm'].join(':') : String(entry);
  const [source, target = source, permissions = 'rwm'] = splitOutside(text, ':').map((part) => part.replace(/(?<=.)\/$/, ''));
  return [source, target, permissions].join(':');
}
