import { isIP } from 'node:net';

/** Where outside of the application connections may be opened to: an address range or a namespace, or anywhere; on some ports, or all. */
export interface EgressRuleModel {
  /** Of addresses; missing for all of them. */
  readonly cidr?: string;
  /** Of a cluster, whose pods are meant; never beside `cidr`. */
  readonly namespace?: string;
  /** Missing for all of them. */
  readonly ports?: readonly number[];
  readonly protocol: 'tcp' | 'udp';
}

/** A rule as people say it: `10.20.0.0/16 on 5432/tcp`. */
export function egressInWords({ cidr, namespace, ports, protocol }: EgressRuleModel): string {
  const where = cidr ?? (namespace === undefined ? 'any address' : `the namespace ${namespace}`);
  return ports ? `${where} on ${ports.map((port) => `${port}/${protocol}`).join(', ')}` : where;
}

/** Whether a text is a range of addresses. */
export function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && !address.includes('%') && Number(bits) <= (family === 4 ? 32 : 128);
}

/** Whether a text can be the name of a namespace. */
export function isNamespace(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text);
}
