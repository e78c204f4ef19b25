import { hostsOf, isExposed, type PublicExposure } from '../../model/endpoint';
import { endpointOf, workloadAt, type StackGraph } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import type { Ingress } from './api';
import type { GatewayOptions } from './gateway-options';
import { workloadMeta } from './labels';
import { certificateName } from './names';
import type { KubernetesSettings } from './settings';
import { wholeSeconds } from './units';

type IngressPath = NonNullable<NonNullable<Ingress['spec']['rules']>[number]['http']>['paths'][number];

/** One Ingress for each endpoint that has a public host, unless a Gateway serves it. A proxy's leads to the endpoints behind it. */
export function lowerIngresses(workload: WorkloadModel, graph: StackGraph, settings: KubernetesSettings): Ingress[] {
  if (!isExposed(workload)) return [];
  return workload.endpoints.flatMap(({ name, exposure }, at) => {
    if (exposure?.kind !== 'public' || isByGateway(exposure, settings)) return [];
    const { path, tls } = exposure;
    const hosts = hostsOf(exposure);
    const secretName = certificateName(exposure);
    const http = { paths: workload.gateway ? gatewayPaths(workload.gateway, graph) : [ingressPath(path, workload.name, name)] };
    const ingressClass = classOf(exposure, settings);
    const issuer = issuerOf(exposure, settings);
    const annotations = { ...(issuer !== undefined && { 'cert-manager.io/cluster-issuer': issuer }), ...(ingressClass === 'nginx' && nginxAnnotations(exposure)), ...settings.ingressAnnotations };
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...workloadMeta(at === 0 ? workload.name : `${workload.name}-${name}`, workload, graph.model),
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      spec: {
        ...(ingressClass !== undefined && { ingressClassName: ingressClass }),
        ...(tls && { tls: [{ ...(hosts.length > 0 && { hosts: [...hosts] }), ...(secretName !== undefined && { secretName }) }] }),
        rules: hosts.length > 0 ? hosts.map((host) => ({ host, http })) : [{ http }],
      },
    };
  });
}

function gatewayPaths(routes: NonNullable<WorkloadModel['gateway']>, graph: StackGraph): IngressPath[] {
  return routes.map(({ path, workload, endpoint }) => ingressPath(path, workloadAt(graph, workload).name, endpointOf(graph, workload, endpoint).name));
}

function ingressPath(path: string, service: string, port: string): IngressPath {
  return { path, pathType: 'Prefix', backend: { service: { name: service, port: { name: port } } } };
}

/** The class of the controller that serves it; undefined for the default one of the cluster. */
function classOf({ className }: PublicExposure, { ingressClass }: KubernetesSettings): string | undefined {
  return className ?? ingressClass;
}

/** Who cert-manager gets its certificate from; undefined for nobody. One that is in a Secret of the operator's is there already, and any host has none. */
export function issuerOf({ tls, host, certificate }: PublicExposure, { clusterIssuer }: KubernetesSettings): string | undefined {
  if (!tls) return undefined;
  return certificate?.issuer ?? (host === undefined || certificate?.secret !== undefined ? undefined : clusterIssuer);
}

/** Whether a Gateway serves it: the class of an Ingress controller that an endpoint names goes before the setting. */
export function isByGateway({ className }: PublicExposure, settings: KubernetesSettings): boolean {
  return className === undefined && gatewayOf(settings) !== undefined;
}

/** The Gateway that serves what a workload publishes; undefined where Ingresses do, which an empty setting asks for. */
export function gatewayOf({ gateway = {} }: Pick<KubernetesSettings, 'gateway'>): GatewayOptions | undefined {
  return Object.keys(gateway).length > 0 ? gateway : undefined;
}

/** The hosts whose Ingress leaves it to the cluster who serves it. */
export function classlessHosts({ endpoints }: WorkloadModel, settings: KubernetesSettings): string[] {
  return endpoints.flatMap(({ exposure }) => (exposure?.kind === 'public' && !isByGateway(exposure, settings) && classOf(exposure, settings) === undefined ? [exposure.host ?? 'any host'] : []));
}

/** What an ingress ought to wait for and let through, where nobody but the operator can tell it. */
export function untoldLimits(workload: WorkloadModel, settings: KubernetesSettings): string[] {
  if (!isExposed(workload)) return [];
  return workload.endpoints.flatMap(({ exposure }) => {
    if (exposure?.kind !== 'public' || isByGateway(exposure, settings)) return [];
    const { host, requestTimeout, maxBodySize } = exposure;
    const className = classOf(exposure, settings);
    if (className === 'nginx') return [];
    const mebibytes = Math.ceil(maxBodySize / 1024 ** 2);
    return `${host ?? 'any host'} is to wait ${wholeSeconds(requestTimeout)} s and to take ${mebibytes} MiB, but ${className === undefined ? 'nobody has chosen a class' : `its class is ${className}`}`;
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
