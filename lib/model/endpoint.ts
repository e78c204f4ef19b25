import type { Expression } from './expression';

/** A port on which a workload answers. */
export interface EndpointModel {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Name of the container beside the main one that answers; missing for the main one. */
  readonly container?: string;
  readonly exposure?: ExposureModel;
}

/** Who outside the application may reach an endpoint; without one, nobody. */
export type ExposureModel = HostPortExposure | PublicExposure;

/** Where on the machine that runs Compose something answers. */
export interface HostAddressModel {
  /** Only the machine itself, every network it is on, or one address of it. */
  readonly reach: 'loopback' | 'all' | 'address';
  /** Set for the last of them: as it is where nobody can be asked. */
  readonly address?: string;
  /** The address with the operator's choices in it; missing if there are none. */
  readonly chosenAddress?: Expression;
}

/** A port of the machine that runs Compose. */
export interface HostPortExposure extends HostAddressModel {
  readonly kind: 'host-port';
  /** What leads in from outside of a cluster, if anything does. */
  readonly serviceType?: ServiceTypeName;
  /** Missing for one that the engine chooses among those that are free. */
  readonly port?: HostPort;
}

/** A balancer of the cloud's in front of the cluster, or a port of each of its nodes. */
export type ServiceTypeName = 'LoadBalancer' | 'NodePort';

/** A host name on the internet or an intranet, several of them, or whatever host is asked for. */
export interface PublicExposure extends Partial<HostAddressModel> {
  readonly kind: 'public';
  /** Missing for the machine itself. */
  readonly reach?: HostAddressModel['reach'];
  /** Missing for any host. */
  readonly host?: string;
  /** Under which the same is found. */
  readonly otherHosts?: readonly string[];
  readonly path: string;
  readonly tls: boolean;
  /** Where the platform finds the certificate, or who makes it; missing for the one that is named after the host. */
  readonly certificate?: CertificateModel;
  /** Name of the class of entrances that serves it, where a platform has several; missing for the platform's usual one. */
  readonly className?: string;
  /** Longest silence of a response, in milliseconds. */
  readonly requestTimeout: number;
  /** Largest request body, in bytes. */
  readonly maxBodySize: number;
  /** Where Compose answers, for a proxy of the operator's own. */
  readonly port: HostPort;
}

/** Which certificate an entrance shows. */
export interface CertificateModel {
  /** Name under which the platform keeps it. */
  readonly secret?: string;
  /** Name of whoever issues certificates there. */
  readonly issuer?: string;
}

/** A port of the machine, which the operator may change. */
export interface HostPort {
  readonly default: number;
  /** Name by which the operator sets it, if the user has chosen one. */
  readonly setting?: string;
}

/** Whether anything of it answers outside of the platform. */
export function isExposed({ endpoints }: { readonly endpoints: readonly EndpointModel[] }): boolean {
  return endpoints.some(({ exposure }) => exposure !== undefined);
}

/** All hosts under which something is found; none if it is found under any. */
export function hostsOf({ host, otherHosts = [] }: PublicExposure): readonly string[] {
  return host === undefined ? [] : [host, ...otherHosts];
}

/** The addresses under which something is found. */
export function publicAddresses(exposure: PublicExposure): readonly string[] {
  const hosts = hostsOf(exposure);
  return (hosts.length > 0 ? hosts : ['*']).map((host) => `${exposure.tls ? 'https' : 'http'}://${host}${exposure.path}`);
}

/** Whether who waits for the workload can ask here: the first endpoint that can is the one that is asked. */
export function answersWait(endpoint: EndpointModel): boolean {
  return endpoint.protocol === 'tcp';
}

/** Whether a number is a port. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

/** Ports that a cluster gives out on its nodes, unless it was told otherwise. */
const NODE_PORTS = { first: 30000, last: 32767 };

/** Whether a port of a machine can be that of all nodes of a cluster. */
export function isNodePort(port: number): boolean {
  return port >= NODE_PORTS.first && port <= NODE_PORTS.last;
}

/** The address of the machine on which something answers; all of them are `0.0.0.0`. */
export function hostAddress({ reach = 'loopback', address = '' }: Partial<HostAddressModel>): string {
  return { loopback: '127.0.0.1', all: '0.0.0.0', address }[reach];
}
