import { isOptional, workloadAt, type StackGraph } from '../../model/graph';
import type { ImageModel } from '../../model/image';
import type { Expression } from '../../model/expression';
import { privilegeReasons } from '../privilege-reasons';
import type { EnvironmentVariable, SecurityModel, StartCondition, WorkloadModel } from '../../model/workload';
import type { ComposeBuild, ComposeCondition, ComposePort, ComposeService } from './document';
import { lowerHealthcheck } from './healthcheck';
import { escapeDollar, interpolate } from './interpolation';
import { lowerMounts } from './mount';
import { lowerDeployOperations, lowerOperations, metricsLabels } from './operations';
import { sourcePath } from './source-path';
import { volumeOwnersOf } from './volume-owner';
import { byteSize, cores, goDuration } from './units';
import { portVariable } from './variables';

const CONDITIONS: Record<StartCondition, ComposeCondition> = {
  started: 'service_started',
  healthy: 'service_healthy',
  completed: 'service_completed_successfully',
};

/** One workload as a Compose service; the attributes come in the order in which one reads them. */
export function lowerService(workload: WorkloadModel, networks: readonly string[], graph: StackGraph, configHashes: ReadonlyMap<string, string>): ComposeService {
  const { process, health, lifecycle, security, resources } = workload;
  const ports = lowerPorts(workload);
  const labels = lowerLabels(workload, configHashes);
  const words = (list: readonly Expression[]): string[] => list.map((word) => interpolate(word, graph));
  return {
    image: escapeDollar(workload.image.reference),
    ...(workload.image.kind === 'build' && { build: lowerBuild(workload.image, graph) }),
    ...(process.entrypoint && { entrypoint: words(process.entrypoint) }),
    ...(process.command && { command: words(process.command) }),
    ...(process.workingDirectory !== undefined && { working_dir: escapeDollar(process.workingDirectory) }),
    ...(process.environment.length > 0 && {
      environment: Object.fromEntries(process.environment.map((variable) => [variable.name, lowerVariable(variable, graph)])),
    }),
    ...(ports.length > 0 && { ports }),
    ...lowerMounts(workload, graph),
    ...(health && { healthcheck: lowerHealthcheck(workload, health, graph) }),
    ...lowerDependencies(workload, graph),
    networks: [...networks],
    ...(Object.keys(labels).length > 0 && { labels }),
    user: `${security.user}:${security.group}`,
    ...(security.supplementalGroups && { group_add: security.supplementalGroups.map(String) }),
    ...(security.readOnlyRoot && { read_only: true }),
    cap_drop: ['ALL'],
    ...lowerPrivileges(security),
    ...lowerOperations(workload),
    ...(lifecycle.stopSignal !== undefined && { stop_signal: lifecycle.stopSignal }),
    // Compose cuts it down to whole seconds.
    stop_grace_period: goDuration(Math.ceil(lifecycle.stopGracePeriod / 1000) * 1000),
    deploy: {
      // A published host port can be held by one container only.
      replicas: ports.length > 0 ? Math.min(workload.replicas, 1) : workload.replicas,
      ...lowerDeployOperations(workload),
      resources: {
        limits: { cpus: cores(resources.cpu.limit), memory: byteSize(resources.memory.limit) },
        reservations: { cpus: cores(resources.cpu.request), memory: byteSize(resources.memory.request) },
      },
    },
  };
}

/**
 * The value, or null, which hands on the operator's variable of the same name: only so is it unset, not empty, when there is none.
 */
function lowerVariable({ name, value }: EnvironmentVariable, graph: StackGraph): string | null {
  const isHandedOn = (value.kind === 'secret' || value.kind === 'parameter') && value.name === name && isOptional(name, graph);
  return isHandedOn ? null : interpolate(value, graph);
}

/** What it may do beyond the hardened default. AppArmor's default profile denies mount(2) even to those who have the capability. */
function lowerPrivileges({ capabilities, fuse }: SecurityModel): Pick<ComposeService, 'cap_add' | 'devices' | 'security_opt'> {
  const names = new Set([...capabilities.map(({ name }) => name), ...(fuse ? ['SYS_ADMIN'] : [])]);
  return {
    ...(names.size > 0 && { cap_add: [...names] }),
    ...(fuse && { devices: ['/dev/fuse:/dev/fuse'] }),
    security_opt: ['no-new-privileges:true', ...(fuse ? ['apparmor:unconfined'] : [])],
  };
}

function lowerDependencies(workload: WorkloadModel, graph: StackGraph): Pick<ComposeService, 'depends_on'> {
  const dependencies = [
    ...workload.startAfter.map((edge) => [workloadAt(graph, edge.workload).name, { condition: CONDITIONS[edge.condition] }] as const),
    ...volumeOwnersOf(workload, graph).map((name) => [name, { condition: CONDITIONS.completed }] as const),
  ];
  return dependencies.length > 0 ? { depends_on: Object.fromEntries(dependencies) } : {};
}

/** Why it has its privileges; and hashes of its config files, so that `up` replaces the container when one has changed. */
function lowerLabels(workload: WorkloadModel, configHashes: ReadonlyMap<string, string>): Record<string, string> {
  const { mounts, security } = workload;
  const labels: Record<string, string> = metricsLabels(workload);
  for (const mount of mounts) if (mount.kind === 'config') labels[`checksum/${mount.config}`] = configHashes.get(mount.config)!;
  for (const [name, reason] of Object.entries(privilegeReasons(security))) labels[name] = escapeDollar(reason);
  return labels;
}

function lowerPorts(workload: WorkloadModel): ComposePort[] {
  return workload.endpoints.flatMap((endpoint) => {
    const { name, port, protocol, exposure } = endpoint;
    if (!exposure) return [];
    const everywhere = exposure.kind === 'host-port' && exposure.reach === 'all';
    return {
      name,
      target: port,
      published: `\${${portVariable(workload, endpoint, exposure.port)}:-${exposure.port.default}}`,
      ...(!everywhere && { host_ip: '127.0.0.1' }),
      protocol,
    };
  });
}

function lowerBuild(image: Extract<ImageModel, { kind: 'build' }>, graph: StackGraph): ComposeBuild {
  return {
    context: sourcePath(image.context, graph),
    ...(image.dockerfile !== undefined && { dockerfile: escapeDollar(image.dockerfile) }),
    ...(image.target !== undefined && { target: escapeDollar(image.target) }),
    ...(Object.keys(image.args).length > 0 && {
      args: Object.fromEntries(
        Object.keys(image.args).sort().map((name) => [name, escapeDollar(image.args[name])]),
      ),
    }),
  };
}
