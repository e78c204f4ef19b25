import { milliseconds, sizeOf } from './amounts';
import { templateOf, type ServiceDraft } from './drafts';
import { mapEnvFile, mapEnvironment } from './environment';
import { mapFiles } from './files';
import { mapHealthcheck } from './health';
import { mapTmpfs, mapVolumes, mapVolumesFrom } from './mounts';
import { mapDevices, mapGpus } from './devices';
import { mapLabels } from './labels';
import { mapPidsLimit, mapSysctls, mapUlimits } from './kernel';
import { mapDeploy, mapLogging, mapReplicas, mapRestart } from './operations';
import { mapDevelop, mapHooks } from './lifecycle';
import { mapModels } from './models';
import { mapDependsOn, mapLinks } from './order';
import { mapProfiles } from './profiles';
import { mapCommand } from './process';
import { call, member, type OptionPath, type Said } from './program';
import { mapDnsOptions, mapExtraHosts, mapNameservers } from './resolver';
import { mapCapAdd, mapGroupAdd, mapSecurityOpt, REASON } from './security';
import { plainText } from './template';

/** Says one attribute of a service in words of this library. */
type Attribute = (value: unknown, service: ServiceDraft) => void;

/** An attribute that is plain text. */
const plain = (option: OptionPath): Attribute => (value, service) => {
  const said = plainText(templateOf(value));
  if (said === undefined) service.leave('it is plain text', value);
  else service.say(option, said);
};

/** An attribute that is text of which the operator may choose parts. */
const chosen = (option: OptionPath, pattern = /./): Attribute => (value, service) => service.sayChosen(option, value, (text) => (pattern.test(text) ? text : undefined));

/** An attribute that is yes or no. */
const flag = (option: OptionPath): Attribute => (value, service) => {
  if (typeof value === 'boolean') service.say(option, value);
  else service.leave('it is true or false', value);
};

/** An attribute of which only some values have words, each of its own. */
const oneOf = (words: Readonly<Record<string, readonly [OptionPath, Said]>>): Attribute => (value, service) => {
  const word = Object.hasOwn(words, String(value)) ? words[String(value)] : undefined;
  if (word) service.say(...word);
  else service.leave(`only ${Object.keys(words).join(', ')} has a word`, value);
};

const PULL_POLICIES: Readonly<Record<string, string>> = { always: 'ALWAYS', missing: 'IF_NOT_PRESENT', if_not_present: 'IF_NOT_PRESENT', never: 'NEVER', build: 'BUILD' };

/** An attribute that other modules read together with others. */
const elsewhere: Attribute = () => undefined;

/** How each attribute of a service is said. What is not here is left over. */
export const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  build: elsewhere,
  cap_add: mapCapAdd,
  develop: mapDevelop,
  domainname: plain(['domainname']),
  models: mapModels,
  post_start: mapHooks('postStart'),
  pre_start: elsewhere,
  pre_stop: mapHooks('preStop'),
  use_api_socket: (value, service) => {
    if (value === true) service.say(['apiSocket'], REASON);
    else service.imply('it may not unless it is said');
  },
  cap_drop: (_value, service) => service.imply('all capabilities are dropped'),
  command: (value, service) => mapCommand('command', value, service),
  configs: (value, service) => mapFiles('configs', value, service),
  container_name: chosen(['containerName'], /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/),
  cpus: elsewhere,
  depends_on: mapDependsOn,
  deploy: mapDeploy,
  devices: mapDevices,
  entrypoint: (value, service) => mapCommand('entrypoint', value, service),
  env_file: mapEnvFile,
  dns: mapNameservers('nameservers'),
  dns_opt: mapDnsOptions,
  dns_search: mapNameservers('searches'),
  environment: mapEnvironment,
  expose: elsewhere,
  extra_hosts: mapExtraHosts,
  gpus: mapGpus,
  group_add: mapGroupAdd,
  healthcheck: mapHealthcheck,
  hostname: chosen(['hostname']),
  image: elsewhere,
  init: flag(['init']),
  ipc: oneOf({ host: [['hostIpc'], REASON], shareable: [['shareableIpc'], true] }),
  labels: mapLabels,
  links: mapLinks,
  logging: mapLogging,
  mem_limit: elsewhere,
  mem_reservation: elsewhere,
  network_mode: oneOf({ host: [['hostNetwork'], REASON] }),
  networks: elsewhere,
  pid: oneOf({ host: [['hostPid'], REASON] }),
  pids_limit: mapPidsLimit,
  platform: chosen(['platform'], /^(?:linux|windows|wasi)\//),
  ports: elsewhere,
  privileged: (value, service) => {
    if (value === true) service.say(['privileged'], REASON);
    else if (value === false) service.imply('it has no privilege unless it is said');
    else service.leave('it is true or false', value);
  },
  profiles: mapProfiles,
  pull_policy: (value, service) => service.sayChosen(['imagePullPolicy'], value, (text) => (Object.hasOwn(PULL_POLICIES, text) ? member(`ImagePullPolicy.${PULL_POLICIES[text]}`) : undefined)),
  read_only: elsewhere,
  restart: mapRestart,
  runtime: chosen(['runtimeClass']),
  scale: mapReplicas,
  secrets: (value, service) => mapFiles('secrets', value, service),
  security_opt: mapSecurityOpt,
  shm_size: (value, service) => {
    service.sayChosen(['sharedMemory'], value, (text) => sizeOf(text));
  },
  stdin_open: flag(['stdin']),
  stop_grace_period: (value, service) => {
    const time = milliseconds(value);
    if (time === undefined) service.leave('a time is plain', value);
    else service.say(['stopGracePeriod'], call('Duration.millis', time));
  },
  stop_signal: plain(['stopSignal']),
  sysctls: mapSysctls,
  tmpfs: mapTmpfs,
  tty: flag(['tty']),
  ulimits: mapUlimits,
  user: elsewhere,
  volumes: mapVolumes,
  volumes_from: mapVolumesFrom,
  working_dir: chosen(['workingDirectory'], /^\//),
};
