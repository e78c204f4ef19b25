import { bytes } from './amounts';
import type { ServiceDraft } from './drafts';
import { call, member, object } from './program';
import { isMapping, type Raw } from './raw';

const POLICIES: Readonly<Record<string, string>> = { always: 'ALWAYS', 'on-failure': 'ON_FAILURE', no: 'NEVER', false: 'NEVER' };

/** When it is started again. */
export function mapRestart(value: unknown, service: ServiceDraft): void {
  const text = String(value);
  const attempts = /^on-failure:(\d+)$/.exec(text)?.[1];
  if (service.isTask) {
    if (text === 'no' || value === false) service.say(['retries'], 0);
    else if (attempts !== undefined) service.say(['retries'], Number(attempts));
    else service.leave('a task is tried again a number of times', value);
  } else if (text === 'unless-stopped') service.imply('it is always started again');
  else if (attempts !== undefined) service.say(['restart'], object({ attempts: Number(attempts) }));
  else if (Object.hasOwn(POLICIES, text)) service.say(['restartPolicy'], member(`RestartPolicy.${POLICIES[text]}`));
  else service.leave('a policy is plain', value);
}

/** How many there are, and how they are replaced; amounts are resources. */
export function mapDeploy(value: unknown, service: ServiceDraft): void {
  if (!isMapping(value)) return service.leave('no deploy that Compose takes', value);
  const { replicas, mode, restart_policy: restart, resources: _resources, ...rest } = value;
  if (mode === 'global' && !service.isTask) service.say(['kind'], member('WorkloadKind.DAEMON'));
  else if (mode !== undefined && mode !== 'replicated') service.leave('no word says it', mode, '.mode');
  if (replicas !== undefined) mapReplicas(replicas, service.about('deploy.replicas'));
  service.about('deploy');
  if (restart !== undefined) mapRestartPolicy(isMapping(restart) ? restart : {}, service);
  for (const [name, said] of Object.entries(rest)) if (!name.startsWith('x-')) service.leave('no word says it', said, `.${name}`);
}

export function mapReplicas(value: unknown, service: ServiceDraft): void {
  const number = Number(value);
  if (Number.isInteger(number)) service.say(['replicas'], number);
  else service.leave('a number is plain', value);
}

function mapRestartPolicy({ condition = 'any', max_attempts: attempts }: Raw, service: ServiceDraft): void {
  if (service.isTask && condition === 'none') service.say(['retries'], 0);
  else if (service.isTask && condition === 'on-failure' && Number.isInteger(attempts)) service.say(['retries'], Number(attempts));
  else if (condition === 'on-failure' && Number.isInteger(attempts)) service.say(['restart'], object({ attempts: Number(attempts) }));
  else if (condition === 'on-failure' && attempts === undefined && !service.isTask) service.say(['restartPolicy'], member('RestartPolicy.ON_FAILURE'));
  else if (condition === 'none' && !service.isTask) service.say(['restartPolicy'], member('RestartPolicy.NEVER'));
  else if (condition === 'any' && !service.isTask) service.imply('it is always started again');
  else service.leave('no word says it', condition, '.restart_policy');
}

/** How much of a log is kept. */
export function mapLogging(value: unknown, service: ServiceDraft): void {
  const { driver = 'json-file', options = {} }: Raw = isMapping(value) ? value : {};
  const { 'max-size': size, 'max-file': files, ...more }: Raw = isMapping(options) ? options : {};
  const most = size === undefined ? undefined : bytes(size);
  const number = files === undefined ? 1 : Number(files);
  if (driver !== 'json-file' || Object.keys(more).length > 0 || most === undefined || !Number.isInteger(number)) service.leave('rotation of the driver json-file alone has a word', value);
  else service.say(['logRotation'], object({ maxSize: call('Size.kibibytes', most / 1024), files: number }));
}
