import { workloadAt, grouped, type StackGraph } from '../../model/graph';
import type { PublicExposure } from '../../model/endpoint';
import type { WorkloadModel } from '../../model/workload';
import type { Ingress, NetworkPolicy, Service } from './api';
import { selectorOf, workloadMeta } from './labels';
import { certificateName } from './names';
import { wholeSeconds } from './units';

/** The name by which peers reach a workload, on the same ports as in Compose. */
export function lowerService(workload: WorkloadModel, graph: StackGraph): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: workloadMeta(workload.name, workload, graph.model),
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

/** Peers that refer to an endpoint may reach it; a public endpoint may be reached by everyone. Nothing else is let in. */
export function lowerNetworkPolicy(workload: WorkloadModel, graph: StackGraph): NetworkPolicy {
  const incoming = grouped(graph.incoming.get(workload.path) ?? [], (connection) => connection.from);
  const endpoint = (name: string) => workload.endpoints.find((candidate) => candidate.name === name)!;
  const rule = ({ port, protocol }: WorkloadModel['endpoints'][number]) => ({ port, protocol: protocol.toUpperCase() });
  const ingress: NonNullable<NetworkPolicy['spec']['ingress']> = [...incoming].map(([from, connections]) => ({
    from: [{ podSelector: { matchLabels: selectorOf(workloadAt(graph, from), graph.model) } }],
    ports: connections.map((connection) => rule(endpoint(connection.endpoint))),
  }));
  const { metrics } = workload.operations;
  if (metrics) {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': metrics.fromNamespace } };
    ingress.push({ from: [{ namespaceSelector }], ports: [rule(endpoint(metrics.endpoint))] });
  }
  const open = workload.endpoints.filter(({ exposure }) => exposure?.kind === 'public');
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

/** One Ingress for each endpoint that has a public host. */
export function lowerIngresses(workload: WorkloadModel, graph: StackGraph): Ingress[] {
  return workload.endpoints.flatMap(({ name, exposure }, at) => {
    if (exposure?.kind !== 'public') return [];
    const { host, path, tls, ingressClass } = exposure;
    const annotations = ingressClass === 'nginx' ? nginxAnnotations(exposure) : undefined;
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...workloadMeta(at === 0 ? workload.name : `${workload.name}-${name}`, workload, graph.model),
        ...(annotations && { annotations }),
      },
      spec: {
        ingressClassName: ingressClass,
        ...(tls && { tls: [{ hosts: [host], secretName: certificateName(host) }] }),
        rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name: workload.name, port: { name } } } }] } }],
      },
    };
  });
}

/** What an ingress ought to wait for and let through, where nobody but the operator can tell it. */
export function untoldLimits({ endpoints }: WorkloadModel): string[] {
  return endpoints.flatMap(({ exposure }) => {
    if (exposure?.kind !== 'public' || exposure.ingressClass === 'nginx') return [];
    const { host, ingressClass, requestTimeout, maxBodySize } = exposure;
    const mebibytes = Math.ceil(maxBodySize / 1024 ** 2);
    return `${host} is to wait ${wholeSeconds(requestTimeout)} s and to take ${mebibytes} MiB, but its class is ${ingressClass}`;
  });
}

/** The controller's own defaults, 60 s and 1 MiB, break streams and uploads that the application allows. */
function nginxAnnotations({ requestTimeout, maxBodySize }: PublicExposure): Record<string, string> {
  const seconds = String(wholeSeconds(requestTimeout));
  return {
    'nginx.ingress.kubernetes.io/proxy-body-size': maxBodySize % 1024 ** 2 === 0 ? `${maxBodySize / 1024 ** 2}m` : String(maxBodySize),
    'nginx.ingress.kubernetes.io/proxy-read-timeout': seconds,
    'nginx.ingress.kubernetes.io/proxy-send-timeout': seconds,
  };
}
