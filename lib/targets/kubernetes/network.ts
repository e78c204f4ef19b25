import type { Reporter } from '../../diagnostics/findings';
import type { EgressRuleModel } from '../../model/egress';
import { isExposed, isNodePort, type EndpointModel } from '../../model/endpoint';
import { endpointOf, workloadAt, grouped, type StackGraph } from '../../model/graph';
import type { ConnectionModel } from '../../model/stack';
import { governingName } from '../../model/replicas';
import type { WorkloadModel } from '../../model/workload';
import type { NetworkPolicy, Service } from './api';
import type { KubernetesCodes } from './codes';
import { selectorOf, workloadMeta } from './labels';
import type { ClusterDns } from './props';
import type { KubernetesSettings } from './settings';
import { awaitedTasks } from './task-wait';

/** The name by which peers reach a workload, on the same ports as in Compose. */
export function lowerService(workload: WorkloadModel, graph: StackGraph, name = workload.name): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: workloadMeta(name, workload, graph.model),
    spec: {
      type: 'ClusterIP',
      // A name may lead to no port, but then it has no address of its own.
      ...(workload.endpoints.length === 0 && { clusterIP: 'None' }),
      selector: selectorOf(workload, graph.model),
      ...(workload.endpoints.length > 0 && {
        ports: workload.endpoints.map(({ name, port, protocol }) => ({ name, port, targetPort: port, protocol: protocol.toUpperCase() })),
      }),
    },
  };
}

/** A StatefulSet's pods have names only in a Service without an address of its own. */
export function lowerGoverning(workload: WorkloadModel, graph: StackGraph): Service[] {
  if (workload.kind !== 'stateful') return [];
  const service = lowerService(workload, graph, governingName(workload));
  // Replicas that look for each other have to find those that are not ready yet, or none ever is.
  return [{ ...service, spec: { ...service.spec, clusterIP: 'None', publishNotReadyAddresses: true } }];
}

/** A Service for each other name by which peers reach a workload. */
export function lowerAliases(workload: WorkloadModel, graph: StackGraph): Service[] {
  // One with dots is no name of a Service, which is reported.
  return (workload.aliases ?? []).filter((alias) => !alias.includes('.')).map((alias) => lowerService(workload, graph, alias));
}

const ENTRANCES = [['LoadBalancer', 'balancer'], ['NodePort', 'node']] as const;

/** What leads in from outside of the cluster to what is no HTTP: a Service of each type, on the ports of the host of Compose. */
export function lowerEntrances(workload: WorkloadModel, graph: StackGraph): Service[] {
  if (!isExposed(workload)) return [];
  return ENTRANCES.flatMap(([type, suffix]): Service[] => {
    const ports = workload.endpoints.flatMap(({ name, port, protocol, exposure }) => {
      if (exposure?.kind !== 'host-port' || exposure.serviceType !== type) return [];
      const outside = exposure.port?.default ?? port;
      const isNodes = type === 'NodePort' && isNodePort(outside);
      return [{ name, port: type === 'NodePort' ? port : outside, targetPort: port, ...(isNodes && { nodePort: outside }), protocol: protocol.toUpperCase() }];
    });
    if (ports.length === 0) return [];
    return [{ apiVersion: 'v1', kind: 'Service', metadata: workloadMeta(`${workload.name}-${suffix}`, workload, graph.model), spec: { type, selector: selectorOf(workload, graph.model), ports } }];
  });
}

/** Peers that refer to an endpoint may reach it; one that is public, or behind a gateway, may be reached by everyone. Nothing else is let in. */
export function lowerNetworkPolicy(workload: WorkloadModel, graph: StackGraph): NetworkPolicy {
  const connections = graph.incoming.get(workload.path) ?? [];
  const fromGateway = (connection: ConnectionModel): boolean => workloadAt(graph, connection.from).gateway !== undefined;
  const incoming = grouped(connections.filter((connection) => !fromGateway(connection)), (connection) => connection.from);
  const endpoint = (name: string) => workload.endpoints.find((candidate) => candidate.name === name)!;
  const ingress: NonNullable<NetworkPolicy['spec']['ingress']> = [...incoming].map(([from, ofPeer]) => ({
    from: [{ podSelector: { matchLabels: selectorOf(workloadAt(graph, from), graph.model) } }],
    ports: ofPeer.map((connection) => portRule(endpoint(connection.endpoint))),
  }));
  const own = ownEndpoints(workload, graph);
  if (own.length > 0) ingress.push({ from: [{ podSelector: { matchLabels: selectorOf(workload, graph.model) } }], ports: own.map(portRule) });
  for (const fromNamespace of new Set((workload.sharedNetworks ?? []).flatMap((network) => network.fromNamespace ?? []))) {
    if (workload.endpoints.length > 0) ingress.push({ from: [podsOf(fromNamespace)], ports: workload.endpoints.map(portRule) });
  }
  for (const [, [caller, ...others]] of grouped(graph.callers.get(workload.path) ?? [], ({ stack, workload: name }) => `${stack} ${name}`)) {
    ingress.push({
      from: [{ ...podsOf(caller.namespace), podSelector: { matchLabels: selectorOf({ name: caller.workload }, { name: caller.stack }) } }],
      ports: [caller, ...others].map((each) => portRule(endpoint(each.endpoint))),
    });
  }
  const { metrics } = workload.operations;
  if (metrics) {
    ingress.push({ from: [podsOf(metrics.fromNamespace)], ports: [portRule(endpoint(metrics.endpoint))] });
  }
  const behindGateway = new Set(connections.filter(fromGateway).map((connection) => connection.endpoint));
  const open = workload.endpoints.filter(({ name, exposure }) => exposure?.kind === 'public' || exposure?.serviceType !== undefined || behindGateway.has(name));
  if (open.length > 0) ingress.push({ ports: open.map(portRule) });
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: workloadMeta(`${workload.name}-ingress`, workload, graph.model),
    spec: {
      podSelector: { matchLabels: selectorOf(workload, graph.model) },
      policyTypes: ['Ingress'],
      ...(ingress.length > 0 && { ingress }),
    },
  };
}

/** To those who answer questions for names: pods of some namespace, in most clusters those of `kube-dns`, or a cache on the node. */
function lowerDnsRule({ namespace, cidr = LINK_LOCAL, port = 53 }: ClusterDns): EgressRule {
  return { to: [namespace === undefined ? { namespaceSelector: {} } : podsOf(namespace), { ipBlock: { cidr } }], ports: [{ port, protocol: 'UDP' }, { port, protocol: 'TCP' }] };
}

/** On which NodeLocal DNSCache and the metadata servers of clouds answer. */
const LINK_LOCAL = '169.254.0.0/16';

/** Ports on which API servers are found behind the Service `kubernetes`; a rule sees the server's own, not the Service's. */
const API_SERVER_PORTS = [443, 6443];

type EgressRule = NonNullable<NetworkPolicy['spec']['egress']>[number];

/** Lets out of a workload that does not call the world to its peers, to what it may call all the same, and to those who know names. */
export function lowerEgressPolicy(workload: WorkloadModel, graph: StackGraph, { apiServer, dns }: KubernetesSettings): NetworkPolicy | undefined {
  if (workload.egress) return undefined;
  const outgoing = grouped(graph.outgoing.get(workload.path) ?? [], (connection) => connection.to);
  const egress: EgressRule[] = [lowerDnsRule(dns)];
  for (const [to, connections] of outgoing) {
    const peer = workloadAt(graph, to);
    const ports = connections.map(({ endpoint }) => portRule(endpointOf(graph, to, endpoint)));
    // Whoever is on the network of a node has its address, which is not known.
    egress.push(peer.hostNetwork ? { ports } : { to: [{ podSelector: { matchLabels: selectorOf(peer, graph.model) } }], ports });
  }
  for (const [to, connections] of grouped(graph.callsOutside.get(workload.path) ?? [], (connection) => connection.to)) {
    const { cidr } = graph.outside.get(to)!;
    egress.push({ ...(cidr !== undefined && { to: [{ ipBlock: { cidr } }] }), ports: connections.map(({ endpoint }) => portRule(endpointOf(graph, to, endpoint))) });
  }
  for (const [to, connections] of grouped(graph.callsStacks.get(workload.path) ?? [], (connection) => connection.to)) {
    const { name, stack } = graph.outside.get(to)!;
    egress.push({
      to: [{ ...podsOf(stack!.namespace), podSelector: { matchLabels: selectorOf({ name }, stack!) } }],
      ports: connections.map(({ endpoint }) => portRule(endpointOf(graph, to, endpoint))),
    });
  }
  const own = ownEndpoints(workload, graph);
  if (own.length > 0) egress.push({ to: [{ podSelector: { matchLabels: selectorOf(workload, graph.model) } }], ports: own.map(portRule) });
  for (const rule of workload.allowedEgress ?? []) egress.push(lowerEgressRule(rule));
  if (awaitedTasks(workload, graph).length > 0) egress.push({ ...(apiServer !== undefined && { to: [{ ipBlock: { cidr: apiServer } }] }), ports: API_SERVER_PORTS.map((port) => ({ port, protocol: 'TCP' })) });
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: workloadMeta(`${workload.name}-egress`, workload, graph.model),
    spec: { podSelector: { matchLabels: selectorOf(workload, graph.model) }, policyTypes: ['Egress'], egress },
  };
}

/** Those of its own endpoints that it calls by its Service, which may lead to another replica. */
function ownEndpoints({ path, endpoints }: WorkloadModel, graph: StackGraph): EndpointModel[] {
  const references = graph.references.get(path)!;
  return endpoints.filter(({ name }) => references.some((reference) => reference.kind === 'host' && reference.peer === path && reference.endpoint === name));
}

/** Says where more is let out than was said, as nobody knows the address. */
export function reportEgress(workload: WorkloadModel, graph: StackGraph, { apiServer }: KubernetesSettings, findings: Reporter<KubernetesCodes>): void {
  if (workload.egress) return;
  const tasks = awaitedTasks(workload, graph);
  if (tasks.length > 0 && apiServer === undefined) findings.report('kubernetes/api-server-egress', workload.path, { detail: tasks.map(({ name }) => name).join(', ') });
  const onHost = new Set((graph.outgoing.get(workload.path) ?? []).map(({ to }) => workloadAt(graph, to)).filter(({ hostNetwork }) => hostNetwork));
  for (const { name } of onHost) findings.report('kubernetes/host-network-egress', workload.path, { detail: name });
}

function lowerEgressRule({ cidr, namespace, ports, protocol }: EgressRuleModel): EgressRule {
  const to = cidr === undefined ? namespace === undefined ? undefined : podsOf(namespace) : { ipBlock: { cidr } };
  return { ...(to && { to: [to] }), ...(ports && { ports: ports.map((port) => portRule({ port, protocol })) }) };
}

function portRule({ port, protocol }: Pick<EndpointModel, 'port' | 'protocol'>) {
  return { port, protocol: protocol.toUpperCase() };
}

function podsOf(namespace: string) {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}
