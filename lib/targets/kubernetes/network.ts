import { isExposed, isNodePort } from '../../model/endpoint';
import { workloadAt, grouped, type StackGraph } from '../../model/graph';
import type { ConnectionModel } from '../../model/stack';
import type { WorkloadModel } from '../../model/workload';
import type { NetworkPolicy, Service } from './api';
import { selectorOf, workloadMeta } from './labels';

/** The name by which peers reach a workload, on the same ports as in Compose. */
export function lowerService(workload: WorkloadModel, graph: StackGraph, name = workload.name): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: workloadMeta(name, workload, graph.model),
    spec: {
      type: 'ClusterIP',
      // A StatefulSet needs a Service even if it opens no port.
      ...(workload.endpoints.length === 0 && { clusterIP: 'None' }),
      selector: selectorOf(workload, graph.model),
      ...(workload.endpoints.length > 0 && {
        ports: workload.endpoints.map(({ name, port, protocol }) => ({ name, port, targetPort: port, protocol: protocol.toUpperCase() })),
      }),
    },
  };
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
  const rule = ({ port, protocol }: WorkloadModel['endpoints'][number]) => ({ port, protocol: protocol.toUpperCase() });
  const ingress: NonNullable<NetworkPolicy['spec']['ingress']> = [...incoming].map(([from, ofPeer]) => ({
    from: [{ podSelector: { matchLabels: selectorOf(workloadAt(graph, from), graph.model) } }],
    ports: ofPeer.map((connection) => rule(endpoint(connection.endpoint))),
  }));
  for (const fromNamespace of new Set((workload.sharedNetworks ?? []).flatMap((network) => network.fromNamespace ?? []))) {
    if (workload.endpoints.length > 0) ingress.push({ from: [fromPodsOf(fromNamespace)], ports: workload.endpoints.map(rule) });
  }
  const { metrics } = workload.operations;
  if (metrics) {
    ingress.push({ from: [fromPodsOf(metrics.fromNamespace)], ports: [rule(endpoint(metrics.endpoint))] });
  }
  const behindGateway = new Set(connections.filter(fromGateway).map((connection) => connection.endpoint));
  const open = workload.endpoints.filter(({ name, exposure }) => exposure?.kind === 'public' || exposure?.serviceType !== undefined || behindGateway.has(name));
  if (open.length > 0) ingress.push({ ports: open.map(rule) });
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

function fromPodsOf(namespace: string) {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}
