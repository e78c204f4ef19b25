import { whole } from './amounts';
import type { ServiceDraft } from './drafts';
import { object } from './program';
import { isMapping, pairsOf, type Raw } from './raw';
import { parseTemplate, plainText } from './template';

/** Limits of the kernel for each process. */
export function mapUlimits(value: unknown, service: ServiceDraft): void {
  for (const [name, limit] of Object.entries(isMapping(value) ? value : {})) {
    const { soft, hard }: Raw = isMapping(limit) ? limit : { soft: limit, hard: limit };
    const [first, most] = [Number(soft), Number(hard)];
    if (!Number.isInteger(first) || !Number.isInteger(most)) service.leave('a limit is a number', limit, `.${name}`);
    else if (name === 'nofile' && first === most) service.say(['openFiles'], first);
    else service.say(['ulimits', name], first === most ? first : object({ soft: first, hard: most }));
  }
}

/** Parameters of the kernel. */
export function mapSysctls(value: unknown, service: ServiceDraft): void {
  for (const [name, said] of pairsOf(value) ?? []) {
    const plain = said === null ? undefined : plainText(parseTemplate(said));
    if (plain === undefined) service.leave('it is plain text', said, `.${name}`);
    else service.say(['sysctls', name], plain);
  }
}

/** Processes that there may be at once; -1 and 0 are as many as the engine allows. */
export function mapPidsLimit(value: unknown, service: ServiceDraft): void {
  const number = Number(value);
  if (number === -1 || number === 0) service.imply('there is no limit unless one is said');
  else service.sayChosen(['pidsLimit'], value, whole);
}
