import type { PodSpec } from '../../../lib/targets/kubernetes/api';
import type { NodeSelectorRequirement } from '../../../lib/targets/kubernetes/api-types';
import type { ClusterFacts, ClusterNode } from './facts';
import { claimsOf, containersIn, podsOf, type ClusterObject } from './objects';

/** A cluster, and what can be asked of its nodes. */
export interface Asked extends ClusterFacts {
  /** Whether claims are given directories of its only node. */
  readonly hasNodeVolumes: boolean;
  /** Whether images are taken to its nodes, which then can pull none of them anew. */
  readonly imagesAreBrought: boolean;
  /** Whether something of that type is at a path of a node. */
  readonly isOnNode: (path: string, type: string) => boolean;
}

/** Why it would know no names: its targets are its own, and nobody has told them of the addresses of those who know names. */
export function unawareOf(dns: string | undefined, objects: readonly ClusterObject[]): readonly string[] {
  const limits = objects.filter(({ kind, spec }) => kind === 'NetworkPolicy' && 'egress' in (spec ?? {}));
  return dns === undefined || limits.length === 0 || limits.some((policy) => JSON.stringify(policy).includes(dns)) ? [] : [`its own targets do not know that names are asked for at ${dns}`];
}

/** What these objects need of a cluster and it does not have, each a sentence: there is nobody who could bring it. */
export function lackedBy(objects: readonly ClusterObject[], cluster: Asked): readonly string[] {
  const found = [
    ...objects.filter(({ apiVersion, kind }) => !cluster.kinds.has(`${apiVersion} ${kind}`)).map(({ apiVersion, kind }) => `it knows no ${kind} of ${apiVersion}`),
    ...objects.flatMap(({ kind, spec }) => (kind === 'PersistentVolume' ? ofDriver((spec as { readonly csi?: { readonly driver: string } }).csi?.driver, cluster) : [])),
    ...(cluster.hasNodeVolumes ? [] : ofClaims(objects, cluster)),
    ...podsOf(objects).flatMap((pod) => ofPod(pod, cluster)),
  ];
  return [...new Set(found)];
}

function ofClaims(objects: readonly ClusterObject[], { named }: Asked): readonly string[] {
  return claimsOf(objects).flatMap(({ name, spec: { accessModes = [], storageClassName } }) => [
    ...(accessModes.includes('ReadWriteMany') ? [`nothing is known here of a class for the claim ${name}, which several nodes write to`] : []),
    ...(storageClassName !== undefined && !named.has(`StorageClass ${storageClassName}`) ? [`it has no StorageClass ${storageClassName}`] : []),
  ]);
}

function ofPod(pod: PodSpec, cluster: Asked): readonly string[] {
  const { runtimeClassName: runtime, priorityClassName: priority, hostUsers, securityContext, volumes = [] } = pod;
  const unsafe = (securityContext?.sysctls ?? []).filter(({ name }) => !SAFE.has(name));
  return [
    ...(runtime !== undefined && !cluster.named.has(`RuntimeClass ${runtime}`) ? [`it has no RuntimeClass ${runtime}`] : []),
    ...(priority !== undefined && !priority.startsWith('system-') && !cluster.named.has(`PriorityClass ${priority}`) ? [`it has no PriorityClass ${priority}`] : []),
    ...(hostUsers === false && !cluster.nodes.some(hasUserNamespaces) ? ['no node has a runtime with user namespaces'] : []),
    ...unsafe.map(({ name }) => `kubelets refuse the sysctl ${name} unless they are told otherwise`),
    ...volumes.flatMap(({ csi, hostPath }) => [
      ...ofDriver(csi?.driver, cluster),
      ...(hostPath?.type && !hostPath.type.endsWith('OrCreate') && !cluster.isOnNode(hostPath.path, hostPath.type) ? [`no node has ${hostPath.path} (${hostPath.type})`] : []),
    ]),
    ...(cluster.imagesAreBrought ? containersIn(pod).filter(({ imagePullPolicy: policy }) => policy === 'Always') : []).map(({ name }) => `it has no registry from which the image of ${name} could be pulled at every start`),
    ...ofNodes(pod, cluster.nodes),
  ];
}

function ofDriver(driver: string | undefined, { named }: ClusterFacts): readonly string[] {
  return driver !== undefined && !named.has(`CSIDriver ${driver}`) ? [`it has no CSIDriver ${driver}`] : [];
}

/** Those that the kubelet lets every pod have. */
const SAFE: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
]);

function hasUserNamespaces({ status: { runtimeHandlers = [] } }: ClusterNode): boolean {
  return runtimeHandlers.some(({ name, features }) => name === '' && features?.userNamespaces === true);
}

/** Labels, devices and memory: what a scheduler would wait for. */
function ofNodes(pod: PodSpec, nodes: readonly ClusterNode[]): readonly string[] {
  const wanted = Object.entries(pod.nodeSelector ?? {}).map(([key, value]): NodeSelectorRequirement => ({ key, operator: 'In', values: [value] }));
  // One of several terms would do; nobody writes more than one.
  const required = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms[0]?.matchExpressions ?? [];
  const unmet = [...wanted, ...required].filter((requirement) => !nodes.some(({ metadata: { labels = {} } }) => isMet(requirement, labels)));
  const asked = containersIn(pod).flatMap(({ resources }) => [...Object.keys(resources?.limits ?? {}), ...Object.keys(resources?.requests ?? {})]);
  const devices = [...new Set(asked)].filter((name) => name.includes('/') && !nodes.some(({ status }) => Number(status.allocatable[name] ?? 0) > 0));
  const memory = pod.containers.map(({ resources }) => bytes(String(resources?.requests?.memory ?? 0))).reduce((sum, each) => sum + each, 0);
  const most = Math.max(...nodes.map(({ status }) => bytes(status.allocatable.memory)));
  return [
    ...unmet.map(({ key, operator, values = [] }) => `no node has the label ${key} ${[operator, ...values].join(' ')}`),
    ...devices.map((name) => `no node has the device ${name}`),
    ...(memory > most ? [`no node has ${Math.ceil(memory / 2 ** 30)} GiB of memory for one pod`] : []),
  ];
}

function isMet({ key, operator, values = [] }: NodeSelectorRequirement, labels: Readonly<Record<string, string>>): boolean {
  switch (operator) {
    case 'In':
      return values.includes(labels[key]);
    case 'NotIn':
      return !values.includes(labels[key]);
    case 'Exists':
      return key in labels;
    case 'DoesNotExist':
      return !(key in labels);
    default:
      return key in labels && (operator === 'Gt' ? Number(labels[key]) > Number(values[0]) : Number(labels[key]) < Number(values[0]));
  }
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

function bytes(quantity: string): number {
  const [, number, unit] = /^([\d.]+)(\w*)$/.exec(quantity) ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}
