import { isAbsolute, join } from 'node:path';

/** A path of the host, joined with the directory that it is relative to. */
export function hostPath(path: string, directory: string, home: string | undefined): string {
  const whole = path.startsWith('~') && home !== undefined ? join(home, path.slice(1)) : path;
  if (whole === '' || isAbsolute(whole) || isWindowsPath(whole)) return whole;
  return join(directory, whole).replace(/(.)\/$/, '$1');
}

export function isWindowsPath(path: string): boolean {
  return /^[A-Za-z]:[\\/]|^\\\\/.test(path);
}

/** What is no path of this machine: a repository, or an address. */
export function isRemote(path: string): boolean {
  return /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/|oci:\/\/)/.test(path) || path.includes('://');
}
