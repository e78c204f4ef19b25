import { bytes, cores } from './amounts';
import { mapGpus } from './devices';
import type { ServiceDraft } from './drafts';
import { mapPidsLimit } from './kernel';
import { call, type Said } from './program';
import { isMapping, type Raw } from './raw';

const MEASURED: ReadonlySet<string> = new Set(['cpus', 'memory']);

const LEAST = { cpu: 0.1, memory: 128 * 1024 ** 2 };

/** What may be used: what the file does not limit has no limit. */
export function mapResources(service: ServiceDraft): void {
  const { deploy, cpus, mem_limit: memoryLimit, mem_reservation: memoryReservation } = service.raw;
  const resources: Raw = isMapping(deploy) && isMapping(deploy.resources) ? deploy.resources : {};
  const limits: Raw = isMapping(resources.limits) ? resources.limits : {};
  const reservations: Raw = isMapping(resources.reservations) ? resources.reservations : {};
  const cpu = (value: unknown): Said | undefined => cores(value);
  const size = (value: unknown): Said | undefined => {
    const amount = bytes(value);
    return amount === undefined ? undefined : call('Size.kibibytes', amount / 1024);
  };
  const given = (attribute: string, value: unknown, option: 'limit' | 'request', of: 'cpu' | 'memory', said: (value: unknown) => Said | undefined): void => {
    service.about(attribute);
    const amount = said(value);
    if (amount === undefined) service.leave('an amount is plain', value);
    else service.say(['resources', of, option], amount);
  };
  for (const [of, said, measure, limit, request] of [
    ['cpu', cpu, cores, { 'deploy.resources.limits.cpus': limits.cpus, cpus }, { 'deploy.resources.reservations.cpus': reservations.cpus }],
    ['memory', size, bytes, { 'deploy.resources.limits.memory': limits.memory, mem_limit: memoryLimit }, { 'deploy.resources.reservations.memory': reservations.memory, mem_reservation: memoryReservation }],
  ] as const) {
    const [limited, reserved] = [limit, request].map((attributes) => Object.entries(attributes).find(([, value]) => value !== undefined));
    if (limited) given(limited[0], limited[1], 'limit', of, said);
    if (reserved) given(reserved[0], reserved[1], 'request', of, said);
    service.about('');
    const most = limited && measure(limited[1]);
    if (most === undefined) service.say(['resources', of, 'unlimited'], true);
    else if (!reserved && most < LEAST[of]) service.say(['resources', of, 'request'], said(most) ?? 0);
  }
  for (const [name, value] of Object.entries(limits)) {
    service.about(`deploy.resources.limits.${name}`);
    if (name === 'pids') mapPidsLimit(value, service);
    else if (!MEASURED.has(name)) service.leave('no word says it', value);
  }
  for (const [name, value] of Object.entries(reservations)) {
    service.about(`deploy.resources.reservations.${name}`);
    if (name === 'devices') mapGpus(value, service);
    else if (!MEASURED.has(name)) service.leave('no word says it', value);
  }
}
