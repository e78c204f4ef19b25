import type { ContainerModel, EnvironmentSource, ProcessModel, SecurityModel } from '../../model/container';
import type { Expression } from '../../model/expression';
import type { StackGraph } from '../../model/graph';
import { containersOf, mainOf, type WorkloadModel } from '../../model/workload';
import { joined } from '../words';
import type { Container } from './api';
import { lowerEnvironment } from './environment';
import { expand } from './expansion';
import { lowerProbes } from './probe';
import { pullPolicy } from './pull-policy';
import { hasAppArmorField, type KubernetesSettings } from './settings';
import { byteQuantity, cpuQuantity } from './units';
import type { PodStorage } from './volume';
import { containerAttributes } from './words';

/** One container of a pod. The pod says who the main one runs as; the others say it themselves. */
export function lowerContainer(container: ContainerModel, workload: WorkloadModel, graph: StackGraph, storage: PodStorage, settings: KubernetesSettings): Container {
  const { name, image: { reference: image }, process, path } = container;
  const { env, variables } = lowerEnvironment(container, graph);
  const volumeMounts = storage.mounts.get(path)!;
  const lowered: Container = {
    name,
    image,
    imagePullPolicy: pullPolicy(image),
    ...lowerProcess(process, graph, variables),
    ...lowerPorts(container, workload),
    ...(process.sources && { envFrom: process.sources.map(lowerSource) }),
    ...(env.length > 0 && { env }),
    ...lowerProbes(container, workload, graph),
    resources: lowerResources(container),
    securityContext: lowerSecurity(container, workload, settings),
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
  return joined(lowered, containerAttributes(container, workload));
}

function lowerSource({ kind, name, optional }: EnvironmentSource): NonNullable<Container['envFrom']>[number] {
  const ref = { name, ...(optional && { optional }) };
  return kind === 'secret' ? { secretRef: ref } : { configMapRef: ref };
}

function lowerProcess({ entrypoint, command, workingDirectory }: ProcessModel, graph: StackGraph, variables: ReadonlyMap<string, string>): Pick<Container, 'command' | 'args' | 'workingDir'> {
  const words = (list: readonly Expression[]): string[] => list.map((word) => expand(word, graph, variables));
  return {
    ...(entrypoint && { command: words(entrypoint) }),
    ...(command && { args: words(command) }),
    ...(workingDirectory !== undefined && { workingDir: workingDirectory }),
  };
}

function lowerPorts(container: ContainerModel, workload: WorkloadModel): Pick<Container, 'ports'> {
  const isMain = container === mainOf(workload);
  const endpoints = workload.endpoints.filter((endpoint) => (endpoint.container === undefined ? isMain : endpoint.container === container.name));
  return endpoints.length === 0 ? {} : { ports: endpoints.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol: protocol.toUpperCase() })) };
}

function lowerResources({ resources: { cpu, memory }, security: { fuse } }: ContainerModel): NonNullable<Container['resources']> {
  const requests = { cpu: cpuQuantity(cpu.request), memory: byteQuantity(memory.request) };
  const limits: Record<string, string> = {};
  if (cpu.limit !== undefined) limits.cpu = cpuQuantity(cpu.limit);
  if (memory.limit !== undefined) limits.memory = byteQuantity(memory.limit);
  if (fuse?.devicePlugin !== undefined) limits[fuse.devicePlugin] = '1';
  return Object.keys(limits).length > 0 ? { requests, limits } : { requests };
}

function lowerSecurity(container: ContainerModel, workload: WorkloadModel, settings: KubernetesSettings): NonNullable<Container['securityContext']> {
  const { security } = container;
  const saysUser = container !== mainOf(workload) || !isUserOfPod(workload);
  return Object.assign(saysUser ? runAs(security) : {}, lowerPrivileges(container), { readOnlyRootFilesystem: security.readOnlyRoot },
    isWithoutAppArmor(container) && hasAppArmorField(settings) && { appArmorProfile: { type: 'Unconfined' } });
}

/** The default profile of nodes with AppArmor denies mount(2); a privileged container has none. */
export function isWithoutAppArmor({ security, unconfinedAppArmor }: ContainerModel): boolean {
  return security.fuse?.devicePlugin !== undefined || unconfinedAppArmor !== undefined;
}

/** Whether the pod can say who its main container runs as: a container that runs as its image's own user would be that one, too. */
export function isUserOfPod(workload: WorkloadModel): boolean {
  return containersOf(workload).every(({ security }) => security.user !== undefined);
}

/** Who it runs as; nothing for the image's own user, of whom nobody knows whether it is root. */
export function runAs({ user, group }: SecurityModel): Pick<NonNullable<Container['securityContext']>, 'runAsNonRoot' | 'runAsUser' | 'runAsGroup'> {
  return user === undefined ? {} : { runAsNonRoot: user !== 0, runAsUser: user, runAsGroup: group };
}

/**
 * The device cgroup refuses /dev/fuse to everyone but privileged containers and those that a device plugin gives it to; a
 * hostPath volume does not help. The API server refuses both kinds while privilege escalation is forbidden.
 */
function lowerPrivileges({ security: { capabilities, fuse }, privileged, privilegeEscalation, devices = [] }: ContainerModel): NonNullable<Container['securityContext']> {
  const isUnplugged = (device: { readonly devicePlugin?: string }): boolean => device.devicePlugin === undefined;
  if (privileged !== undefined || (fuse && isUnplugged(fuse)) || devices.some(isUnplugged)) return { allowPrivilegeEscalation: true, privileged: true };
  const add = new Set([...capabilities.map(({ name }) => name), ...(fuse ? ['SYS_ADMIN'] : [])]);
  return { allowPrivilegeEscalation: privilegeEscalation !== undefined || add.has('SYS_ADMIN'), capabilities: { drop: ['ALL'], ...(add.size > 0 && { add: [...add] }) } };
}
