import type { ContainerModel, EnvironmentSource, ProcessModel, SecurityModel } from '../../model/container';
import type { Expression } from '../../model/expression';
import type { StackGraph } from '../../model/graph';
import { containersOf, mainOf, type WorkloadModel } from '../../model/workload';
import { joined } from '../words';
import type { Container } from './api';
import { lowerEnvironment } from './environment';
import { expand } from './expansion';
import { lowerHooks } from './hooks';
import { addProbes } from './probe';
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
  const lowered: Container = { name, image, imagePullPolicy: pullPolicy(image) };
  addProcess(lowered, process, graph, variables);
  addPorts(lowered, container, workload);
  if (process.sources) lowered.envFrom = process.sources.map(lowerSource);
  if (env.length > 0) lowered.env = env;
  addProbes(lowered, container, workload, graph, settings);
  lowered.resources = lowerResources(container);
  lowered.securityContext = lowerSecurity(container, workload, settings);
  if (volumeMounts.length > 0) lowered.volumeMounts = volumeMounts;
  return Object.assign(joined(lowered, containerAttributes(container, workload)), lowerHooks(container, settings));
}

function lowerSource({ kind, name, optional }: EnvironmentSource): NonNullable<Container['envFrom']>[number] {
  const ref = { name, ...(optional && { optional }) };
  return kind === 'secret' ? { secretRef: ref } : { configMapRef: ref };
}

function addProcess(to: Container, { entrypoint, command, workingDirectory }: ProcessModel, graph: StackGraph, variables: ReadonlyMap<string, string>): void {
  const words = (list: readonly Expression[]): string[] => list.map((word) => expand(word, graph, variables));
  if (entrypoint) to.command = words(entrypoint);
  if (command) to.args = words(command);
  if (workingDirectory !== undefined) to.workingDir = workingDirectory;
}

function addPorts(to: Container, container: ContainerModel, workload: WorkloadModel): void {
  const isMain = container === mainOf(workload);
  const endpoints = workload.endpoints.filter((endpoint) => (endpoint.container === undefined ? isMain : endpoint.container === container.name));
  if (endpoints.length > 0) to.ports = endpoints.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol: protocol.toUpperCase() }));
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
  const context: NonNullable<Container['securityContext']> = saysUser ? runAs(security) : {};
  addPrivileges(context, container);
  context.readOnlyRootFilesystem = security.readOnlyRoot;
  if (isWithoutAppArmor(container) && hasAppArmorField(settings)) context.appArmorProfile = { type: 'Unconfined' };
  return context;
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
function addPrivileges(to: NonNullable<Container['securityContext']>, { security: { capabilities, fuse }, privileged, privilegeEscalation, devices }: ContainerModel): void {
  if (privileged !== undefined || (fuse && isUnplugged(fuse)) || devices?.some(isUnplugged)) {
    to.allowPrivilegeEscalation = true;
    to.privileged = true;
    return;
  }
  const names = capabilities.map(({ name }) => name);
  const added = fuse ? [...new Set([...names, 'SYS_ADMIN'])] : names;
  to.allowPrivilegeEscalation = privilegeEscalation !== undefined || added.includes('SYS_ADMIN');
  to.capabilities = added.length > 0 ? { drop: ['ALL'], add: added } : { drop: ['ALL'] };
}

function isUnplugged({ devicePlugin }: { readonly devicePlugin?: string }): boolean {
  return devicePlugin === undefined;
}
