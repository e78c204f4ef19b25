import { sizeOf, timeOf, whole } from './amounts';
import { templateOf, type ServiceDraft } from './drafts';
import { member, object } from './program';
import { isMapping, type Raw } from './raw';
import { plainText } from './template';

const POLICIES: Readonly<Record<string, string>> = { always: 'ALWAYS', 'on-failure': 'ON_FAILURE', no: 'NEVER', false: 'NEVER' };

/** When it is started again. */
export function mapRestart(value: unknown, service: ServiceDraft): void {
  const { deploy } = service.raw;
  if (isMapping(deploy) && deploy.restart_policy !== undefined) return service.imply('what deploy says goes before it');
  const text = String(value);
  const attempts = /^on-failure:(\d+)$/.exec(text)?.[1];
  if (service.isTask) {
    if (text === 'no' || value === false) service.say(['retries'], 0);
    else if (attempts !== undefined) service.say(['retries'], Number(attempts));
    else if (text === 'on-failure') service.say(['retries'], member('Task.UNTIL_SUCCESS'));
    else service.leave('a task is tried again a number of times', value);
  } else if (text === 'unless-stopped') service.imply('it is always started again');
  else if (attempts !== undefined) service.say(['restart'], object({ attempts: Number(attempts) }));
  else if (Object.hasOwn(POLICIES, text)) service.say(['restartPolicy'], member(`RestartPolicy.${POLICIES[text]}`));
  else service.sayChosen(['restartPolicy'], value, (known) => (known === 'unless-stopped' || Object.hasOwn(POLICIES, known) ? known : undefined));
}

/** How many there are, and how they are replaced; amounts are resources. */
export function mapDeploy(value: unknown, service: ServiceDraft): void {
  if (!isMapping(value)) return service.leave('no deploy that Compose takes', value);
  const { replicas, mode, restart_policy: restart, resources: _resources, update_config: update, ...rest } = value;
  if (mode === 'global' && !service.isTask) service.about('deploy.mode').say(['kind'], member('WorkloadKind.DAEMON'));
  else if (mode !== undefined && mode !== 'replicated') service.leave('no word says it', mode, '.mode');
  if (replicas !== undefined) mapReplicas(replicas, service.about('deploy.replicas'));
  service.about('deploy');
  if (restart !== undefined) mapRestartPolicy(isMapping(restart) ? restart : {}, service);
  if (update !== undefined) mapUpdate(isMapping(update) ? update : {}, service.about('deploy.update_config'));
  service.about('deploy');
  for (const [name, said] of Object.entries(rest)) if (!name.startsWith('x-')) service.leave('no word says it', said, `.${name}`);
}

export function mapReplicas(value: unknown, service: ServiceDraft): void {
  service.sayChosen(['replicas'], value, whole);
}

/** How replicas are replaced: so many at once, before or after those that they replace. */
function mapUpdate({ parallelism = 1, order = 'stop-first', delay = '0s', ...rest }: Raw, service: ServiceDraft): void {
  const [number, time] = [whole(parallelism), timeOf(delay)];
  const isKnown = number !== undefined && number > 0 && time !== undefined && (order === 'stop-first' || order === 'start-first') && Object.keys(rest).length === 0;
  if (!isKnown || service.isTask) service.leave('no word says it', { parallelism, order, delay, ...rest });
  else service.say(['rollingUpdate'], object({ maxSurge: order === 'start-first' ? number : 0, maxUnavailable: order === 'start-first' ? 0 : number, settleTime: time }));
}

function mapRestartPolicy({ condition = 'any', max_attempts: attempts }: Raw, service: ServiceDraft): void {
  if (service.isTask && condition === 'none') service.say(['retries'], 0);
  else if (service.isTask && condition === 'on-failure' && attempts === undefined) service.say(['retries'], member('Task.UNTIL_SUCCESS'));
  else if (service.isTask && condition === 'on-failure' && Number.isInteger(attempts)) service.say(['retries'], Number(attempts));
  else if (condition === 'on-failure' && Number.isInteger(attempts)) service.say(['restart'], object({ attempts: Number(attempts) }));
  else if (condition === 'on-failure' && attempts === undefined && !service.isTask) service.say(['restartPolicy'], member('RestartPolicy.ON_FAILURE'));
  else if (condition === 'none' && !service.isTask) service.say(['restartPolicy'], member('RestartPolicy.NEVER'));
  // Compose takes the words of `restart` as well.
  else if ((condition === 'any' || condition === 'always' || condition === 'unless-stopped') && !service.isTask) service.imply('it is always started again');
  else service.leave('no word says it', condition, '.restart_policy');
}

/** How much of a log is kept, or who gets it. */
export function mapLogging(value: unknown, service: ServiceDraft): void {
  const { driver = 'json-file', options, ...rest }: Raw = isMapping(value) ? value : {};
  const given: Raw = isMapping(options) ? options : {};
  const { 'max-size': size, 'max-file': files, ...more } = given;
  const [most, number] = [service.chosen(size, sizeOf), service.chosen(files ?? 1, whole)];
  if (Object.keys(rest).length > 0 || plainText(templateOf(driver)) === undefined) service.leave('a driver is plain text', value);
  else if (driver === 'json-file' && Object.keys(more).length === 0 && 'said' in most && 'said' in number) service.say(['logRotation'], object({ maxSize: most.said, files: number.said }));
  else {
    service.say(['logDriver', 'name'], String(driver));
    for (const [name, said] of Object.entries(given)) service.sayChosen(['logDriver', 'options', name], said, (text) => text, `.${name}`);
  }
}
