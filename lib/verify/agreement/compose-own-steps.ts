import { at, fields, texts, type Fields } from '../untyped';
import { KUBELETS_LOG, logFiles } from './word-readings';
import { bytesOf } from './amounts';

/* What a project says of services that are there for it alone, and of what every service has. */

/** What it takes to change the owner of a volume, or its mode. */
const TO_HAND_OVER: ReadonlySet<string> = new Set(['CHOWN', 'DAC_OVERRIDE', 'FOWNER']);

/** What a step that hands a volume over may do that this does not take, or may not do that it does. */
export function* handOverNotes(body: Fields): Iterable<readonly [what: string, value: string]> {
  const added = texts(body['cap_add']);
  const isChange = texts(body['command']).some((word) => word === 'chown' || /\bchown\b/.test(word));
  if (String(body['user']) !== '0:0' || (isChange && !added.includes('CHOWN')) || (added.length > 0 && !added.includes('DAC_OVERRIDE'))) yield ['privileges', 'fewer than it takes'];
  const isLocked = body['read_only'] === true && texts(body['cap_drop']).includes('ALL') && texts(body['security_opt']).includes('no-new-privileges:true');
  if (!isLocked || body['privileged'] === true || added.some((capability) => !TO_HAND_OVER.has(capability))) yield ['privileges', 'more than it takes'];
  const replicas = at(body['deploy'], 'replicas') ?? 1;
  if (replicas !== 1) yield ['replicas', String(replicas)];
}

/** Whether logs of a service are kept as a kubelet keeps them. */
export function isKeptAsByKubelet({ logging }: Fields): boolean {
  const options = fields(at(logging, 'options'));
  return at(logging, 'driver') === 'json-file' && logFiles(options['max-file'] ?? 1, bytesOf(options['max-size'])) === KUBELETS_LOG;
}

/** Whether nothing is said of how many logs are kept. */
export function isKeptWithoutEnd({ logging }: Fields): boolean {
  const driver = at(logging, 'driver');
  return driver === undefined || (driver === 'json-file' && at(logging, 'options', 'max-size') === undefined);
}
