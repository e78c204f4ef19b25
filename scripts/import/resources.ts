import { bytes, cores, sizeOf } from './amounts';
import { mapGpus } from './devices';
import { templateOf, type ServiceDraft } from './drafts';
import { mapPidsLimit } from './kernel';
import type { Said } from './program';
import { isMapping, type Raw } from './raw';

const MEASURED: ReadonlySet<string> = new Set(['cpus', 'memory']);

const LEAST = { cpu: 0.1, memory: 128 * 1024 ** 2 };

/** Cores, of which a cluster counts hundredths. */
function shares(text: unknown): Said | undefined {
  const amount = cores(text);
  return amount === undefined || (amount > 0 && amount < 0.01) ? undefined : amount;
}

/** What may be used: what the file does not limit has no limit. */
export function mapResources(service: ServiceDraft): void {
  const { deploy, cpus, mem_limit: memoryLimit, mem_reservation: memoryReservation } = service.raw;
  const resources: Raw = isMapping(deploy) && isMapping(deploy.resources) ? deploy.resources : {};
  const limits: Raw = isMapping(resources.limits) ? resources.limits : {};
  const reservations: Raw = isMapping(resources.reservations) ? resources.reservations : {};
  for (const [of, read, measure, limit, request] of [
    ['cpu', shares, cores, { 'deploy.resources.limits.cpus': limits.cpus, cpus }, { 'deploy.resources.reservations.cpus': reservations.cpus }],
    ['memory', sizeOf, bytes, { 'deploy.resources.limits.memory': limits.memory, mem_limit: memoryLimit }, { 'deploy.resources.reservations.memory': reservations.memory, mem_reservation: memoryReservation }],
  ] as const) {
    const [limited, reserved] = [limit, request].map((attributes) => Object.entries(attributes).find(([, value]) => value !== undefined));
    for (const [given, option] of [[limited, 'limit'], [reserved, 'request']] as const) {
      if (given) service.about(given[0]).sayChosen(['resources', of, option], given[1], read);
    }
    service.about('');
    const most = limited && measure(service.project.variables.known(templateOf(limited[1])));
    if (most === undefined) service.say(['resources', of, 'unlimited'], true);
    const least = !reserved && most !== undefined && most > 0 && most < LEAST[of] ? read(String(most)) : undefined;
    if (least !== undefined) service.say(['resources', of, 'request'], least);
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
