import type { ServiceDraft } from './drafts';
import { list, object } from './program';
import { listOf } from './raw';

/** Why it has a privilege; a person would say more. */
export const REASON = 'the Compose file asks for it';

/** The user, or that of the image. */
export function mapUser(service: ServiceDraft): void {
  const { user } = service.raw;
  service.about('user');
  if (user === undefined || user === null) return service.say(['imageUser'], true);
  const text = String(user);
  const found = /^(\d+)(?::(\d+))?$/.exec(text === 'root' || text === 'root:root' ? '0:0' : text);
  if (!found) {
    service.leave('a user is two numbers', user);
    return service.say(['imageUser'], true);
  }
  const uid = Number(found[1]);
  const gid = Number(found[2] ?? found[1]);
  if (uid !== 0 && gid === 0) {
    service.leave('the group of root', user);
    return service.say(['imageUser'], true);
  }
  service.say(['user'], object({ uid, gid, ...(uid === 0 && { rootReason: REASON }) }));
}

/** What it may do beyond the hardened default. */
export function mapCapAdd(value: unknown, service: ServiceDraft): void {
  const names = listOf(value).map((name) => String(name).replace(/^CAP_/, ''));
  service.say(['capabilities'], list(names.map((name) => object({ name, reason: REASON }))));
}

/** Whether it may write where nothing is mounted. */
export function mapReadOnly(service: ServiceDraft): void {
  const isReadOnly = service.raw.read_only === true;
  service.about('read_only');
  if (isReadOnly) service.imply('the root file system is read-only unless it is said otherwise');
  else service.say(['readOnlyRoot'], false);
  service.about('').say(['tmp'], false);
}

/** What the output says of every container. */
export function mapSecurityOpt(value: unknown, service: ServiceDraft): void {
  for (const option of listOf(value)) {
    const text = String(option).replace('=', ':');
    if (/^no-new-privileges(?::true)?$/.test(text)) service.imply('it is always written');
    else if (text === 'no-new-privileges:false') service.say(['privilegeEscalation'], REASON);
    else if (text === 'seccomp:unconfined') service.say(['unconfinedSeccomp'], REASON);
    else if (text === 'apparmor:unconfined') service.say(['unconfinedAppArmor'], REASON);
    else service.leave('no word says it', option, `.${String(option).split(/[:=]/)[0]}`);
  }
}

/** Groups beside its own. */
export function mapGroupAdd(value: unknown, service: ServiceDraft): void {
  const groups = listOf(value).map(String);
  if (groups.some((group) => !/^(?:\d+|[A-Za-z_][\w.-]*)$/.test(group))) service.leave('a group is a number or a name', value);
  else service.say(['supplementalGroups'], list(groups.map((group) => (/^\d+$/.test(group) ? Number(group) : group))));
}
