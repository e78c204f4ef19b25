import { bytes } from '../../import/amounts';
import { isMapping, type Raw } from '../../import/raw';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { judgeResources } from './resources';
import { same } from './same';
import { compareText } from './text';

/** When it is started again. To be started again whatever happened is `always` and `unless-stopped`. */
export function judgeRestart(value: unknown, { output }: Place): Verdict[] {
  const text = value === false ? 'no' : String(value);
  const policy = policyOf(output);
  const name = `restart: ${text.includes('$') ? 'a ${VAR}' : text.replace(/:\d+$/, '')}`;
  if (text === policy) return [verdict(name, 'exact')];
  const isAlways = (each: string): boolean => each === 'always' || each === 'unless-stopped';
  return [verdict(name, isAlways(text) && isAlways(policy) ? 'typed' : compareText(text, policy))];
}

/** What the engine is told in the end: `deploy.restart_policy` goes before `restart`. */
function policyOf({ restart, deploy }: Place['output']): string {
  const policy = (deploy as Raw | undefined)?.restart_policy;
  if (!isMapping(policy)) return restart ?? 'no';
  const { condition = 'any', max_attempts: attempts } = policy;
  if (condition === 'none') return 'no';
  if (condition === 'any') return 'always';
  return attempts === undefined ? 'on-failure' : `on-failure:${String(attempts)}`;
}

/** Everything that `deploy` says. */
export function judgeDeploy(value: unknown, place: Place): Verdict[] {
  const ours: Raw = isMapping(place.output.deploy) ? place.output.deploy : {};
  return Object.entries(isMapping(value) ? value : {}).flatMap(([name, said]): Verdict[] => {
    if (name.startsWith('x-')) return [];
    if (name === 'resources') return judgeResources(said, place);
    if (name === 'replicas') return judgeReplicas('deploy.replicas', said, place);
    if (name === 'mode') return [verdict('deploy.mode', said === 'replicated' && (ours.mode ?? 'replicated') === 'replicated' ? 'exact' : same(said, ours.mode, place.names))];
    if (name === 'restart_policy') return [judgePolicy(said, place)];
    return [verdict(`deploy.${name}`, same(said, ours[name], place.names))];
  });
}

export function judgeReplicas(attribute: string, value: unknown, { output }: Place): Verdict[] {
  return [verdict(attribute, compareText(value, output.deploy?.replicas ?? (output as unknown as Raw).scale))];
}

/** Delay and window are for a swarm: Compose takes the condition and the attempts. */
function judgePolicy(value: unknown, { output }: Place): Verdict {
  const { condition = 'any', max_attempts: attempts, delay, window }: Raw = isMapping(value) ? value : {};
  const isAlways = condition === 'any' || condition === 'always' || condition === 'unless-stopped';
  const wanted = condition === 'none' ? 'no' : isAlways ? 'always' : attempts === undefined ? 'on-failure' : `on-failure:${String(attempts)}`;
  const found = policyOf(output);
  const level: Level = wanted === found ? 'exact' : wanted === 'always' && found === 'unless-stopped' ? 'typed' : 'none';
  return verdict('deploy.restart_policy', delay === undefined && window === undefined ? level : worst([level, 'typed']));
}

/** How much of a log is kept, and by what. */
export function judgeLogging(value: unknown, { output, names }: Place): Verdict[] {
  const { driver = 'json-file', options }: Raw = isMapping(value) ? value : {};
  const ours: Raw = isMapping(output.logging) ? output.logging : {};
  const written: Raw = isMapping(ours.options) ? ours.options : {};
  const levels = Object.entries(isMapping(options) ? options : {}).map(([name, said]): Level => {
    if (name === 'max-size' && bytes(said) !== undefined) return bytes(said) === bytes(written[name]) ? 'exact' : 'none';
    return same(said, written[name], names);
  });
  const kept: Level = !isMapping(options) || !('max-file' in options) ? (String(written['max-file'] ?? '1') === '1' ? 'exact' : 'none') : 'exact';
  const isFile = driver === 'json-file';
  return [verdict(`logging ${String(driver)}`, worst([compareText(driver, ours.driver ?? 'json-file'), ...levels, ...(isFile ? [kept] : [])]))];
}

/** Every limit, soft and hard. */
export function judgeUlimits(value: unknown, { output, names }: Place): Verdict[] {
  const ours: Raw = isMapping(output.ulimits) ? output.ulimits : {};
  return Object.entries(isMapping(value) ? value : {}).map(([name, limit]) => verdict(`ulimits.${name}`, same(both(limit), both(ours[name]), names)));
}

function both(limit: unknown): unknown {
  return isMapping(limit) || limit === undefined ? limit : { soft: limit, hard: limit };
}
