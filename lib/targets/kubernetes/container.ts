import type { ContainerModel, SecurityModel } from '../../model/container';
import type { StackGraph } from '../../model/graph';
import { mainOf, type WorkloadModel } from '../../model/workload';
import type { Container } from './api';
import { lowerEnvironment } from './environment';
import { expand } from './expansion';
import { lowerProbes } from './probe';
import { byteQuantity, cpuQuantity } from './units';
import type { PodStorage } from './volume';

/** One container of a pod. The pod says who the main one runs as; the others say it themselves. */
export function lowerContainer(container: ContainerModel, workload: WorkloadModel, graph: StackGraph, storage: PodStorage): Container {
  const { process, resources, security } = container;
  const { env, variables } = lowerEnvironment(container, graph);
  const volumeMounts = storage.mounts.get(container.path)!;
  const isMain = container === mainOf(workload);
  const endpoints = workload.endpoints.filter((endpoint) => (endpoint.container === undefined ? isMain : endpoint.container === container.name));
  return {
    name: container.name,
    image: container.image.reference,
    imagePullPolicy: 'IfNotPresent',
    ...(process.entrypoint && { command: process.entrypoint.map((word) => expand(word, graph, variables)) }),
    ...(process.command && { args: process.command.map((word) => expand(word, graph, variables)) }),
    ...(process.workingDirectory !== undefined && { workingDir: process.workingDirectory }),
    ...(endpoints.length > 0 && {
      ports: endpoints.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol: protocol.toUpperCase() })),
    }),
    ...(env.length > 0 && { env }),
    ...lowerProbes(container, workload, graph),
    resources: {
      requests: { cpu: cpuQuantity(resources.cpu.request), memory: byteQuantity(resources.memory.request) },
      limits: {
        cpu: cpuQuantity(resources.cpu.limit),
        memory: byteQuantity(resources.memory.limit),
        ...(security.fuse?.devicePlugin !== undefined && { [security.fuse.devicePlugin]: '1' }),
      },
    },
    securityContext: {
      ...(!isMain && { runAsNonRoot: security.user !== 0, runAsUser: security.user, runAsGroup: security.group }),
      ...lowerPrivileges(security),
      readOnlyRootFilesystem: security.readOnlyRoot,
    },
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
}

/**
 * The device cgroup refuses /dev/fuse to everyone but privileged containers and those that a device plugin gives it to; a
 * hostPath volume does not help. The API server refuses both kinds while privilege escalation is forbidden.
 */
function lowerPrivileges({ capabilities, fuse }: SecurityModel): NonNullable<Container['securityContext']> {
  if (fuse && fuse.devicePlugin === undefined) return { allowPrivilegeEscalation: true, privileged: true };
  const add = new Set([...capabilities.map(({ name }) => name), ...(fuse ? ['SYS_ADMIN'] : [])]);
  return { allowPrivilegeEscalation: add.has('SYS_ADMIN'), capabilities: { drop: ['ALL'], ...(add.size > 0 && { add: [...add] }) } };
}
