import type { Reporter } from '../../diagnostics/findings';
import type { ContainerModel } from '../../model/container';
import { answersWait } from '../../model/endpoint';
import { isForEveryone } from '../../model/file-mode';
import { workloadAt, type StackGraph } from '../../model/graph';
import { containersOf, mainOf, sidecarsOf, type WorkloadModel } from '../../model/workload';
import { reasonNotes } from '../../model/privilege-reasons';
import type { MountModel } from '../../model/storage';
import { joined } from '../words';
import type { Container, PodSpec, PodTemplate } from './api';
import type { KubernetesCodes } from './codes';
import { isUserOfPod, isWithoutAppArmor, lowerContainer, runAs } from './container';
import { workloadMeta } from './labels';
import { addDrain, drainSeconds } from './drain';
import { lowerPlacement } from './lower-placement';
import { metricsAnnotations } from './operations';
import { lowerPodResources } from './pod-resources';
import { pullPolicy } from './pull-policy';
import { accountOf } from './service-account';
import { hasAppArmorField, hasNativeSidecars, hasUserNamespaces, type KubernetesSettings } from './settings';
import { awaitedTasks, taskWait, tokenVolume, waitName } from './task-wait';
import { wholeSeconds } from './units';
import type { PodStorage } from './volume';
import { podAttributes } from './words';

/** Owns the volumes of a container that runs as its image's own user: a group of their own, which the pod gives it. */
const VOLUME_GROUP = 10001;

const LOW_PORTS = 'net.ipv4.ip_unprivileged_port_start';

/** The pod of a workload: everything that Kubernetes would otherwise default differently from Compose is written out. */
export function lowerPod(workload: WorkloadModel, graph: StackGraph, storage: PodStorage, checksums: Record<string, string>, settings: KubernetesSettings): PodTemplate {
  const lower = (container: ContainerModel): Container => lowerContainer(container, workload, graph, storage, settings);
  const tasks = awaitedTasks(workload, graph);
  const drain = drainSeconds(workload, graph, settings);
  const spec = specOfPod(workload, graph, drain, settings);
  const before = [...lowerWaits(workload, graph, settings.waitImage), ...tasks.map((task) => taskWait(task, settings.kubectlImage))];
  const whole = addContainers(spec, before, workload, lower, hasNativeSidecars(settings));
  const resources = lowerPodResources(settings.podResources);
  if (resources) whole.resources = resources;
  addDrain(whole.containers[0], drain);
  const volumes = [...storage.volumes, ...(tasks.length > 0 ? [tokenVolume()] : [])];
  if (volumes.length > 0) whole.volumes = volumes;
  return { metadata: podMetadata(workload, graph, checksums, settings), spec: whole };
}

/** What is said of the pod as a whole, before its containers. */
function specOfPod(workload: WorkloadModel, graph: StackGraph, drain: number, settings: KubernetesSettings): Partial<PodSpec> {
  const { securityContext, nodeSelector, hostUsers, ...said } = podAttributes(workload);
  const spec: Partial<PodSpec> = Object.assign(specOfAll(workload, settings), said);
  if (hostUsers !== undefined && hasUserNamespaces(settings)) spec.hostUsers = hostUsers;
  addPlacement(spec, lowerPlacement(workload, graph.model, settings), nodeSelector);
  if (workload.kind === 'task') spec.restartPolicy = 'Never';
  // What a container does before it is stopped counts.
  spec.terminationGracePeriodSeconds = drain + Math.max(...workload.containers.map(({ lifecycle }) => wholeSeconds(lifecycle.stopGracePeriod)));
  spec.securityContext = joined(lowerPodSecurity(workload, graph), securityContext ?? {});
  return spec;
}

/** Those that run before the others, and those that run at once. */
function addContainers(spec: Partial<PodSpec>, waits: Container[], workload: WorkloadModel, lower: (container: ContainerModel) => Container, isNative: boolean): PodSpec {
  const before = waits.concat((workload.initContainers ?? []).map(lower));
  if (isNative) before.push(...sidecarsOf(workload).map((sidecar) => ({ ...lower(sidecar), restartPolicy: 'Always' })));
  if (before.length > 0) spec.initContainers = before;
  return Object.assign(spec, { containers: (isNative ? [mainOf(workload)] : workload.containers).map(lower) });
}

function podMetadata(workload: WorkloadModel, graph: StackGraph, annotations: Record<string, string>, settings: KubernetesSettings): PodTemplate['metadata'] {
  Object.assign(annotations, reasons(workload, graph), hasAppArmorField(settings) ? undefined : appArmorOf(containersOf(workload)), metricsAnnotations(workload));
  const { labels } = workloadMeta(workload.name, workload, graph.model);
  return Object.keys(annotations).length > 0 ? { annotations, labels } : { labels };
}

/** What a pod has whatever it runs. */
function specOfAll(workload: WorkloadModel, settings: KubernetesSettings): Partial<PodSpec> {
  const spec: Partial<PodSpec> = {
    serviceAccountName: accountOf(workload, settings),
    automountServiceAccountToken: false,
    // Otherwise a Service called redis would put REDIS_PORT=tcp://... into every container.
    enableServiceLinks: false,
  };
  if (settings.imagePullSecrets?.length) spec.imagePullSecrets = settings.imagePullSecrets.map((name) => ({ name }));
  if (settings.runtimeClass !== undefined) spec.runtimeClassName = settings.runtimeClass;
  return spec;
}

/** Where the pods of all run, and which nodes this one asks for. */
function addPlacement(spec: Partial<PodSpec>, { nodeSelector: ofAll, ...placement }: Partial<PodSpec>, own: PodSpec['nodeSelector']): void {
  const nodeSelector = own ?? ofAll;
  if (nodeSelector) spec.nodeSelector = { ...ofAll, ...nodeSelector };
  Object.assign(spec, placement);
}

/** What only a pod as a whole can have, of all that its containers ask for. */
function lowerPodSecurity(workload: WorkloadModel, graph: StackGraph): NonNullable<PodSpec['securityContext']> {
  const groups = groupsOf(workload);
  const whoHas = (has: (mount: MountModel) => boolean): ContainerModel | undefined => containersOf(workload).find(({ mounts }) => mounts.some(has));
  // What not everyone may read has to be of a group that the user is in.
  const owner = whoHas(({ kind }) => kind === 'volume') ?? whoHas((mount) => !isForEveryone(modeOf(mount, graph) ?? 0o444));
  const user = isUserOfPod(workload) ? runAs(mainOf(workload).security) : {};
  const ofFiles = owner && { fsGroup: owner.security.group ?? VOLUME_GROUP, fsGroupChangePolicy: 'OnRootMismatch' };
  return Object.assign(user, groups.length > 0 && { supplementalGroups: groups }, ofFiles, {
    seccompProfile: { type: 'RuntimeDefault' },
    ...(workload.endpoints.some((endpoint) => endpoint.port < 1024) && !workload.hostNetwork && !workload.sysctls?.some(({ name }) => name === LOW_PORTS) && {
      // Docker lets everyone bind low ports; Kubernetes has to be told.
      sysctls: [{ name: LOW_PORTS, value: '0' }] as never,
    }),
  });
}

/** The mode of a file that is mounted, if one is asked for. */
function modeOf(mount: MountModel, graph: StackGraph): number | undefined {
  if (mount.kind === 'secret') return mount.mode;
  return mount.kind === 'config' ? graph.configFiles.get(mount.config)?.mode : undefined;
}

/** Says where containers get what only the pod as a whole can have. */
export function reportPod(workload: WorkloadModel, findings: Reporter<KubernetesCodes>): void {
  const groups = groupsOf(workload);
  for (const { path, security } of containersOf(workload)) {
    const added = groups.filter((group) => !security.supplementalGroups?.includes(group));
    if (added.length > 0) findings.report('kubernetes/pod-groups', path, { detail: added.join(', ') });
  }
}

function groupsOf(workload: WorkloadModel): number[] {
  return [...new Set(containersOf(workload).flatMap(({ security }) => security.supplementalGroups ?? []))].sort((a, b) => a - b);
}

/** Why a container has what the hardened default denies; of all but the main one with its name. */
function reasons(workload: WorkloadModel, { privileges }: StackGraph): Record<string, string> {
  const [main, ...others] = containersOf(workload);
  const ofMain = reasonNotes(main, privileges);
  return others.length === 0 ? ofMain : {
    ...ofMain,
    ...Object.fromEntries(others.flatMap((container) => Object.entries(reasonNotes(container, privileges)).map(([key, reason]) => [`${key}.${container.name}`, reason]))),
  };
}

/** A Service without ready pods refuses connections, so an answer means that the peer is healthy. */
function lowerWaits(workload: WorkloadModel, graph: StackGraph, image: string): Container[] {
  return workload.startAfter
    .filter((edge) => edge.enforced && edge.condition !== 'completed')
    .map((edge) => {
      const peer = workloadAt(graph, edge.workload);
      const port = peer.endpoints.find(answersWait)!.port;
      return {
        name: waitName(peer),
        image,
        imagePullPolicy: pullPolicy(image),
        command: ['sh', '-c', `until nc -z -w 2 ${peer.name} ${port}; do sleep 2; done`],
        resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
      };
    });
}

function appArmorOf(containers: readonly ContainerModel[]): Record<string, string> {
  return Object.fromEntries(containers.filter(isWithoutAppArmor).map(({ name }) => [`container.apparmor.security.beta.kubernetes.io/${name}`, 'unconfined']));
}
