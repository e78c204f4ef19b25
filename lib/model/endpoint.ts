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

/** A port of the machine that runs Compose. */
export interface HostPortExposure {
  readonly kind: 'host-port';
  /** Only this machine itself, every network it is on, or one address of it. */
  readonly reach: 'loopback' | 'all' | 'address';
  /** Set for the last of them. */
  readonly address?: string;
  /** Missing for one that the engine chooses among those that are free. */
  readonly port?: HostPort;
}

/** A host name on the internet or an intranet. */
export interface PublicExposure {
  readonly kind: 'public';
  readonly host: string;
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

/** Whether who waits for the workload can ask here: the first endpoint that can is the one that is asked. */
export function answersWait(endpoint: EndpointModel): boolean {
  return endpoint.protocol === 'tcp';
}
