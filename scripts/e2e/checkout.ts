import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ContainerModel } from '../../lib/model/container';
import type { StackModel } from '../../lib/model/stack';
import { must } from './command';

/** The first user of most Linux machines, as which developers' containers run. */
const DEVELOPER = 1000;

/** A checkout of a system's sources with what its stand-ins look for where it is mounted, owned by a developer. */
export function makeCheckout({ workloads }: StackModel, directory: string): string {
  fs.mkdirSync(directory, { recursive: true });
  for (const container of workloads.flatMap(({ containers }) => containers)) mountedFiles(container, directory);
  if (process.getuid?.() === 0) must(['chown', '-R', `${DEVELOPER}:${DEVELOPER}`, directory]);
  return directory;
}

function mountedFiles({ image, mounts }: ContainerModel, directory: string): void {
  for (const mount of mounts) {
    if (mount.kind !== 'source') continue;
    const inCheckout = (file: string): string => path.join(directory, mount.source, path.relative(mount.target, file));
    const isMounted = (file: string): boolean => isAtOrBelow(file, mount.target) && !mount.keep.some((kept) => isAtOrBelow(file, kept));
    mark(inCheckout(mount.target));
    for (const { path: content } of image.facts?.contents ?? []) if (isMounted(content)) mark(inCheckout(content));
    // An engine would make the places of what is mounted further below as root; a README tells to make them.
    for (const { target } of mounts) if (isMounted(target) && path.extname(target) === '') fs.mkdirSync(inCheckout(target), { recursive: true });
  }
}

function isAtOrBelow(file: string, directory: string): boolean {
  return file === directory || file.startsWith(`${directory}/`);
}

/** What a stand-in knows its own content by: a file says so itself, a directory has a file that does. */
function mark(file: string): void {
  const marked = path.extname(file) === '' ? path.join(file, '.stand-in-content') : file;
  fs.mkdirSync(path.dirname(marked), { recursive: true });
  fs.writeFileSync(marked, 'stand-in\n');
}
