import { whole } from './amounts';
import type { ServiceDraft } from './drafts';
import { list, object, type Said } from './program';
import { listOf } from './raw';
import { splitOutside } from './template';

/** Why it has a privilege; a person would say more. */
export const REASON = 'the Compose file asks for it';

/** The user, or that of the image. */
export function mapUser(service: ServiceDraft): void {
  const { user } = service.raw;
  service.about('user');
  if (user === undefined || user === null) return service.say(['imageUser'], true);
  const text = String(user) === 'root' || String(user) === 'root:root' ? '0:0' : String(user);
  const [first, second = first, ...more] = splitOutside(text, ':');
  const [uid, gid] = [first, second].map((part) => service.chosen(part, (known) => (/^\d+$/.test(known) ? Number(known) : undefined)));
  const isKnown = 'said' in uid && 'said' in gid && more.length === 0;
  if (!isKnown) service.leave('a user is two numbers', user);
  else if (uid.said !== 0 && gid.said === 0) service.leave('the group of root', user);
  else return service.say(['user'], object({ uid: uid.said, gid: gid.said, ...(uid.said === 0 && { rootReason: REASON }) }));
  service.say(['imageUser'], true);
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
  const said: Said[] = [];
  for (const group of listOf(value)) {
    const outcome = service.chosen(group, (text) => whole(text) ?? (/^[a-z_][a-z0-9_-]*$/i.test(text) && text === group ? text : undefined));
    if ('why' in outcome) service.leave(outcome.why, group);
    else said.push(outcome.said);
  }
  if (said.length > 0) service.say(['supplementalGroups'], list(said));
}
