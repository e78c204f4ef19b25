import type { ImageUser } from '../model/image-facts';
import type { SecurityModel } from '../model/container';
import { per, type ImageRule } from './image-container';

/** What root needs to become another user. */
const TO_BECOME = ['SETGID', 'SETUID'];

/** A container runs as a user as which its image works. */
export const checkUser: ImageRule = ({ facts, security, path }, findings) => {
  if (!facts.users?.length || security.user === undefined) return;
  const user = facts.users.find((candidate) => fits(candidate, security));
  if (!user) {
    findings.report('model/image-user', path, { value: `${security.user}:${security.group}`, known: facts.users.map(shown).join(', or ') });
    return;
  }
  if (security.user !== 0 || user.becomes === undefined) return;
  const missing = TO_BECOME.filter((name) => !security.capabilities.some((capability) => capability.name === name));
  if (missing.length > 0) findings.report('model/image-root', path, { value: `user ${user.becomes} ${per(user)}`, missing: missing.join(' and ') });
};

function fits({ uid, gid }: ImageUser, { user, group, supplementalGroups = [] }: SecurityModel): boolean {
  return (uid === 'any' || uid === user) && (gid === undefined || gid === group || supplementalGroups.includes(gid));
}

function shown(user: ImageUser): string {
  const { uid, gid, name, reason } = user;
  const id = uid === 'any' ? `any user${gid === undefined ? '' : ` of the group ${gid}`}` : `${uid}${gid === undefined ? '' : `:${gid}`}`;
  const about = [name, reason, user.source].filter((part) => part !== undefined).join(', ');
  return `${id} (${about})`;
}
