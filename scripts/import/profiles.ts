import type { ServiceDraft } from './drafts';
import { list } from './program';
import { isScalar, type Raw } from './raw';

/** What the library takes for the name of a profile: those of scheduled tasks are its own. */
const PROFILE = /^(?!(?:.*-)?scheduled$)[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** The profiles with which it runs. */
export function mapProfiles(value: unknown, service: ServiceDraft): void {
  if (!Array.isArray(value) || !value.every(isScalar)) return service.leave('no profiles that Compose takes', value);
  const names = value.map(String);
  if (!names.every((name) => PROFILE.test(name))) return service.leave('a profile has a name of the library', value);
  if (names.length > 0) service.say(['profiles'], list(names));
}

/** Whether a service runs whenever another one does. */
export function runsWhenever(peer: Raw, other: Raw): boolean {
  const [ofPeer, own] = [profilesOf(peer), profilesOf(other)];
  return ofPeer.length === 0 || (own.length > 0 && own.every((profile) => ofPeer.includes(profile)));
}

function profilesOf({ profiles }: Raw): readonly string[] {
  return Array.isArray(profiles) ? profiles.map(String) : [];
}
