import type { StackGraph } from '../../model/graph';
import { sidecarsOf, workloadAt } from '../../model/graph';
import { answersWait } from '../../model/endpoint';
import type { SecurityModel, WorkloadModel } from '../../model/workload';
import { privilegeReasons } from '../privilege-reasons';
import type { Container, PodTemplate } from './api';
import { lowerEnvironment } from './environment';
import { expand } from './expansion';
import { workloadMeta } from './labels';
import { metricsAnnotations } from './operations';
import { lowerProbes } from './probe';
import type { KubernetesSettings } from './settings';
import { awaitedTasks, taskWait, tokenVolume } from './task-wait';
import { cpuQuantity, byteQuantity, wholeSeconds } from './units';
import type { PodStorage } from './volume';

/** The pod of a workload: everything that Kubernetes would otherwise default differently from Compose is written out. */
export function lowerPod(workload: WorkloadModel, graph: StackGraph, storage: PodStorage, checksums: Record<string, string>, settings: KubernetesSettings): PodTemplate {
  const { security } = workload;
  const tasks = awaitedTasks(workload, graph);
  const waits = [...lowerWaits(workload, graph, settings.waitImage), ...tasks.map((task) => taskWait(task, settings.kubectlImage))];
  const volumes = [...storage.volumes, ...(tasks.length > 0 ? [tokenVolume()] : [])];
  const sidecars = sidecarsOf(workload, graph);
  const annotations = { ...checksums, ...privilegeReasons(security), ...sidecarReasons(sidecars), ...appArmor(workload), ...metricsAnnotations(workload) };
  return {
    metadata: {
      ...(Object.keys(annotations).length > 0 && { annotations }),
      labels: workloadMeta(workload.name, workload, graph.model).labels,
    },
    spec: {
      serviceAccountName: workload.name,
      automountServiceAccountToken: false,
      // Otherwise a Service called redis would put REDIS_PORT=tcp://... into every container.
      enableServiceLinks: false,
      ...(workload.operations.init === true && { shareProcessNamespace: true }),
      ...(workload.kind === 'task' && { restartPolicy: 'Never' }),
      terminationGracePeriodSeconds: Math.max(...[workload, ...sidecars].map(({ lifecycle }) => wholeSeconds(lifecycle.stopGracePeriod))),
      securityContext: {
        runAsNonRoot: security.user !== 0,
        runAsUser: security.user,
        runAsGroup: security.group,
        ...(security.supplementalGroups && { supplementalGroups: [...security.supplementalGroups] }),
        ...(workload.mounts.some((mount) => mount.kind === 'volume') && { fsGroup: security.group, fsGroupChangePolicy: 'OnRootMismatch' }),
        seccompProfile: { type: 'RuntimeDefault' },
        ...(workload.endpoints.some((endpoint) => endpoint.port < 1024) && {
          // Docker lets everyone bind low ports; Kubernetes has to be told.
          sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] as never,
        }),
      },
      ...(waits.length > 0 && { initContainers: waits }),
      containers: [lowerContainer(workload, graph, storage), ...sidecars.map((sidecar) => lowerSidecar(sidecar, graph, storage))],
      ...(volumes.length > 0 && { volumes }),
    },
  };
}

function lowerContainer(workload: WorkloadModel, graph: StackGraph, storage: PodStorage): Container {
  const { process, resources, security, endpoints } = workload;
  const { env, variables } = lowerEnvironment(workload, graph);
  const volumeMounts = storage.mounts.get(workload.path)!;
  return {
    name: workload.name,
    image: workload.image.reference,
    imagePullPolicy: 'IfNotPresent',
    ...(process.entrypoint && { command: process.entrypoint.map((word) => expand(word, graph, variables)) }),
    ...(process.command && { args: process.command.map((word) => expand(word, graph, variables)) }),
    ...(process.workingDirectory !== undefined && { workingDir: process.workingDirectory }),
    ...(endpoints.length > 0 && {
      ports: endpoints.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol: protocol.toUpperCase() })),
    }),
    ...(env.length > 0 && { env }),
    ...lowerProbes(workload, graph),
    resources: {
      requests: { cpu: cpuQuantity(resources.cpu.request), memory: byteQuantity(resources.memory.request) },
      limits: {
        cpu: cpuQuantity(resources.cpu.limit),
        memory: byteQuantity(resources.memory.limit),
        ...(security.fuse?.devicePlugin !== undefined && { [security.fuse.devicePlugin]: '1' }),
      },
    },
    securityContext: { ...lowerPrivileges(security), readOnlyRootFilesystem: security.readOnlyRoot },
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
}

/** Another container of the pod, whose user is not the pod's: what it may do, the others still may not. */
function lowerSidecar(sidecar: WorkloadModel, graph: StackGraph, storage: PodStorage): Container {
  const { user, group } = sidecar.security;
  const container = lowerContainer(sidecar, graph, storage);
  return { ...container, securityContext: { runAsNonRoot: user !== 0, runAsUser: user, runAsGroup: group, ...container.securityContext } };
}

function sidecarReasons(sidecars: readonly WorkloadModel[]): Record<string, string> {
  return Object.fromEntries(sidecars.flatMap(({ name, security }) => Object.entries(privilegeReasons(security)).map(([key, reason]) => [`${key}.${name}`, reason])));
}

/** A Service without ready pods refuses connections, so an answer means that the peer is healthy. */
function lowerWaits(workload: WorkloadModel, graph: StackGraph, image: string): Container[] {
  return workload.startAfter
    .filter((edge) => edge.kubernetes === 'wait' && edge.condition !== 'completed')
    .map((edge) => {
      const peer = workloadAt(graph, edge.workload);
      const port = peer.endpoints.find(answersWait)!.port;
      return {
        name: `wait-for-${peer.name}`,
        image,
        imagePullPolicy: 'IfNotPresent',
        command: ['sh', '-c', `until nc -z -w 2 ${peer.name} ${port}; do sleep 2; done`],
        resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
      };
    });
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

/** The default profile of nodes with AppArmor denies mount(2); a privileged container has none. */
function appArmor({ name, security }: WorkloadModel): Record<string, string> {
  if (security.fuse?.devicePlugin === undefined) return {};
  return { [`container.apparmor.security.beta.kubernetes.io/${name}`]: 'unconfined' };
}
