import type { Reporter } from '../../diagnostics/findings';
import { hostsOf, type PublicExposure } from '../../model/endpoint';
import { grouped, type StackGraph } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import type { KubernetesCodes } from './codes';
import { GATEWAY_API, type Gateway, type GatewayListener } from './gateway-api';
import type { GatewayOptions } from './gateway-options';
import { gatewayOf, issuerOf } from './ingress';
import { stackMeta } from './labels';
import { certificateName } from './names';
import type { KubernetesSettings } from './settings';

/** The settings that a workload has, its own before those of the target. */
export type SettingsOf = (workload: WorkloadModel) => KubernetesSettings;

/** What of a workload is served by a Gateway: all that is published at a host and names no class of an Ingress controller. */
export function gatewayEndpoints({ endpoints }: WorkloadModel): { readonly name: string; readonly port: number; readonly exposure: PublicExposure; readonly isFirst: boolean }[] {
  return endpoints.flatMap(({ name, port, exposure }, at) => (exposure?.kind === 'public' && exposure.className === undefined ? [{ name, port, exposure, isFirst: at === 0 }] : []));
}

/** The Gateway that a stack makes for itself; undefined for one that is there. */
export function ownGatewayName(gateway: GatewayOptions, graph: StackGraph): string | undefined {
  return gateway.className === undefined ? undefined : (gateway.name ?? graph.model.name);
}

const MOST_LISTENERS = 64;

/** The listener without TLS of a Gateway of our own. */
export const PLAIN_LISTENER = 'http';

/** Those with TLS: one for each host, as each has its certificate. */
export function secureListeners(hosts: readonly string[]): string[] {
  return hosts.length === 0 ? ['https'] : hosts.map((host) => `https-${host}`);
}

/** Something that is served by a Gateway of our own. */
interface Served {
  readonly gateway: GatewayOptions;
  readonly workload: WorkloadModel;
  readonly exposure: PublicExposure;
  readonly issuer: string | undefined;
}

/** The Gateways that a stack makes for itself, by their names. */
export function lowerGateways(graph: StackGraph, settingsOf: SettingsOf, findings: Reporter<KubernetesCodes>): Gateway[] {
  const all = graph.model.workloads.flatMap((workload) => {
    const settings = settingsOf(workload);
    const gateway = gatewayOf(settings);
    const name = gateway && ownGatewayName(gateway, graph);
    if (!gateway || name === undefined) return [];
    return gatewayEndpoints(workload).map(({ exposure }) => ({ name, gateway, workload, exposure, issuer: issuerOf(exposure, settings) }));
  });
  return [...grouped(all, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, served]) => lowerGateway(name, served, graph, findings));
}

function lowerGateway(name: string, served: readonly Served[], graph: StackGraph, findings: Reporter<KubernetesCodes>): Gateway {
  const [{ gateway: { className = '', annotations = {} } }] = served;
  const wrong = ({ workload }: Served, detail: string): void => findings.report('kubernetes/own-gateway', workload.path, { detail: `${name} ${detail}` });
  const listeners = new Map<string, GatewayListener>();
  for (const each of served) {
    const { gateway, exposure } = each;
    if (gateway.className !== className) wrong(each, `is of the class ${className}, and of the class ${gateway.className}`);
    else if (JSON.stringify(gateway.annotations ?? {}) !== JSON.stringify(annotations)) wrong(each, 'has one set of annotations, and another');
    if (!exposure.tls) continue;
    const secret = certificateName(exposure);
    if (secret === undefined) wrong(each, 'is to serve any host with TLS, for which nobody has named a certificate');
    const hosts = hostsOf(exposure);
    for (const [at, listener] of secureListeners(hosts).entries()) {
      const made = secureListener(listener, hosts[at], secret ?? '');
      const [before, now] = [listeners.get(listener), made].map((one) => one?.tls?.certificateRefs[0].name);
      if (before !== undefined && before !== now) wrong(each, `has two certificates for ${made.hostname ?? 'any host'}, ${before} and ${now}`);
      else listeners.set(listener, made);
    }
  }
  if (listeners.size >= MOST_LISTENERS) wrong(served[0], `takes ${listeners.size + 1} listeners, one for each host with TLS, and can have ${MOST_LISTENERS}`);
  const issuer = issuerOfAll(served, wrong);
  const said = { ...(issuer !== undefined && { [ISSUER]: issuer }), ...annotations };
  const gateway: Gateway = {
    apiVersion: GATEWAY_API,
    kind: 'Gateway',
    metadata: { ...stackMeta(name, graph.model), ...(Object.keys(said).length > 0 && { annotations: said }) },
    spec: { gatewayClassName: className, listeners: [{ name: PLAIN_LISTENER, port: 80, protocol: 'HTTP' }, ...listeners.values()] },
  };
  for (const [path, own] of grouped(served, ({ workload }) => workload.path)) {
    const made = own.flatMap(({ exposure }) => madeFor(exposure, gateway));
    findings.report('kubernetes/gateway-made', path, { detail: `${name} of the class ${className}`, differences: made.map(([what, kubernetes]) => ({ workload: '', what, kubernetes })) });
  }
  return gateway;
}

const ISSUER = 'cert-manager.io/cluster-issuer';

/** What of a Gateway is there for something that it serves, which a choice of profiles may leave out; in the words of who compares the outputs. */
function madeFor(exposure: PublicExposure, { metadata, spec: { gatewayClassName, listeners } }: Gateway): (readonly [what: string, value: string])[] {
  const what = `gateway ${metadata.name}`;
  const own = new Set([PLAIN_LISTENER, ...(exposure.tls ? secureListeners(hostsOf(exposure)) : [])]);
  return [[what, gatewayClassName], ...listeners.filter(({ name }) => own.has(name)).map((listener) => [`${what} ${listener.name}`, inWords(listener, metadata.annotations?.[ISSUER])] as const)];
}

function inWords({ port, protocol, hostname, tls }: GatewayListener, issuer: string | undefined): string {
  const certificate = tls ? ` with ${tls.certificateRefs[0].name}${issuer === undefined ? '' : `, by ${issuer}`}` : '';
  return `${port}/${protocol}${hostname === undefined ? '' : ` ${hostname}`}${certificate}`;
}

function secureListener(name: string, hostname: string | undefined, secret: string): GatewayListener {
  return { name, ...(hostname !== undefined && { hostname }), port: 443, protocol: 'HTTPS', tls: { mode: 'Terminate', certificateRefs: [{ name: secret }] } };
}

/** Of whom the certificates of a Gateway are: cert-manager makes those of all its listeners, by one issuer. */
function issuerOfAll(served: readonly Served[], wrong: (each: Served, detail: string) => void): string | undefined {
  const secured = served.filter(({ exposure }) => exposure.tls);
  const first = secured.at(0);
  for (const each of secured) {
    if (each.issuer === first?.issuer) continue;
    const [a, b] = [first?.issuer, each.issuer].map((issuer) => (issuer === undefined ? 'from nobody' : `from the issuer ${issuer}`));
    wrong(each, `gets the certificate of one host ${a}, that of another ${b}, and cert-manager makes those of all of its listeners`);
  }
  return first?.issuer;
}
