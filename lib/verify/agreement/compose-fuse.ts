import { at, items, texts, type Fields } from '../untyped';

/* What a project says of containers that mount by FUSE. */

/** The device of FUSE. */
export const FUSE = '/dev/fuse';

/** Whether a container mounts by FUSE, with all that this takes: the device alone is like every other. */
export function mountsByFuse(body: Fields): boolean {
  return items(body['devices']).some(isFuse) && (body['privileged'] === true || texts(body['cap_add']).includes('SYS_ADMIN')) && texts(body['security_opt']).includes('apparmor:unconfined');
}

/** Whether a device is the one of FUSE, under its own name. */
function isFuse(device: unknown): boolean {
  const [source, target = source] = typeof device === 'string' ? device.split(':') : [at(device, 'source'), at(device, 'target') ?? at(device, 'source')];
  return source === FUSE && target === FUSE;
}

/** Whether a container with FUSE may do anything that this does not take. */
export function isMoreThanFuse(body: Fields): boolean {
  return !texts(body['cap_drop']).includes('ALL') || items(body['devices']).some((device) => !isFuse(device) && String(typeof device === 'string' ? device : at(device, 'source')).startsWith(FUSE));
}
