import { bytes, milliseconds } from '../../import/amounts';
import type { Raw } from '../../import/raw';
import { judgeEnvFile, judgeEnvironment } from './environment';
import { judgeHealthcheck } from './health';
import { judgeBuild, judgeImage } from './image';
import { judgeFiles, judgeTmpfs, judgeVolumes, judgeVolumesFrom } from './mounts';
import { judgeExtraHosts, judgeNetworks } from './networks';
import { judgeDeploy, judgeLogging, judgeReplicas, judgeRestart, judgeUlimits } from './operations';
import { judgeDependsOn, judgeLinks } from './order';
import { verdict, type Place, type Verdict } from './place';
import { judgeExpose, judgePorts } from './ports';
import { judgeCommand } from './process';
import { judgeAmount, judgeDevices, judgeGpus, judgePids } from './resources';
import { same } from './same';
import { judgeCapAdd, judgeCapDrop, judgeFlag, judgeSecurityOpt, judgeUser } from './security';
import { compareText } from './text';

type Judge = (value: unknown, place: Place) => Verdict[];

const flag = (attribute: 'init' | 'privileged' | 'read_only' | 'stdin_open' | 'tty'): Judge => (value, { output }) => judgeFlag(attribute, value, output[attribute]);

/** An amount or a time that may be written in several ways. */
const measured = (attribute: 'shm_size' | 'stop_grace_period', measure: (value: unknown) => number | undefined): Judge => (value, { output }) => {
  const amount = measure(value);
  const ours = output[attribute];
  return [verdict(attribute, amount === undefined ? compareText(value, ours) : amount === measure(ours) ? 'exact' : 'none')];
};

/** Where the meaning of an attribute is looked for. Of any other attribute it is what stands in the attribute of that name. */
const JUDGES: Readonly<Record<string, Judge>> = {
  build: judgeBuild,
  cap_add: judgeCapAdd,
  cap_drop: judgeCapDrop,
  command: (value, place) => judgeCommand('command', value, place),
  configs: (value, place) => judgeFiles('configs', value, place),
  cpus: (value, place) => judgeAmount('cpus', value, place),
  depends_on: judgeDependsOn,
  deploy: judgeDeploy,
  devices: judgeDevices,
  entrypoint: (value, place) => judgeCommand('entrypoint', value, place),
  env_file: judgeEnvFile,
  environment: judgeEnvironment,
  expose: judgeExpose,
  extra_hosts: judgeExtraHosts,
  gpus: judgeGpus,
  healthcheck: judgeHealthcheck,
  image: judgeImage,
  init: flag('init'),
  links: judgeLinks,
  logging: judgeLogging,
  mem_limit: (value, place) => judgeAmount('mem_limit', value, place),
  mem_reservation: (value, place) => judgeAmount('mem_reservation', value, place),
  networks: judgeNetworks,
  pids_limit: judgePids,
  ports: judgePorts,
  privileged: flag('privileged'),
  pull_policy: (value, { output }) => [verdict('pull_policy', compareText(pullPolicy(value), output.pull_policy === undefined ? undefined : pullPolicy(output.pull_policy)))],
  read_only: flag('read_only'),
  restart: judgeRestart,
  stdin_open: flag('stdin_open'),
  scale: (value, place) => judgeReplicas('scale', value, place),
  secrets: (value, place) => judgeFiles('secrets', value, place),
  security_opt: judgeSecurityOpt,
  shm_size: measured('shm_size', bytes),
  stop_grace_period: measured('stop_grace_period', milliseconds),
  tmpfs: judgeTmpfs,
  tty: flag('tty'),
  ulimits: judgeUlimits,
  user: judgeUser,
  volumes: judgeVolumes,
  volumes_from: judgeVolumesFrom,
};

/** It was called otherwise once. */
function pullPolicy(value: unknown): string {
  return value === 'if_not_present' ? 'missing' : String(value);
}

/** Looks for one attribute of a service in the output. */
export function judgeAttribute(attribute: string, value: unknown, place: Place): Verdict[] {
  const judge = Object.hasOwn(JUDGES, attribute) ? JUDGES[attribute] : undefined;
  if (judge) return judge(value, place);
  return [verdict(attribute, same(value, (place.output as unknown as Raw)[attribute], place.names))];
}
