import type { KnownContainer } from './image-container';

/** Where something lies that a program writes, and what becomes of it. */
export interface Place {
  /** On a volume, in memory, in what the container has of its own, or nowhere: it cannot be written. */
  readonly kind: 'kept' | 'memory' | 'own' | 'read-only';
  /** As a message names it. */
  readonly name: string;
}

const STREAMS: ReadonlySet<string> = new Set(['/dev/stdout', '/dev/stderr', '/dev/null']);

export function isAtOrBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** Where a path of the container lies; the deepest mount counts. */
export function placeOf(path: string, { mounts, security }: KnownContainer): Place {
  const places = mounts.flatMap((mount): (Place & { readonly target: string })[] => {
    const { target, kind } = mount;
    const what = kind === 'host-path' ? 'path of the host' : kind;
    switch (mount.kind) {
      case 'volume':
      case 'host-path':
      case 'source':
        return [
          { target, ...(mount.readOnly ? { kind: 'read-only', name: `the read-only ${what} at ${target}` } : { kind: 'kept', name: `the ${what} at ${target}` }) },
          // What a directory of the checkout leaves to the image is a volume without a name.
          ...(mount.kind === 'source' ? mount.keep.map((keep) => ({ target: keep, kind: 'own' as const, name: `what the image has at ${keep}` })) : []),
        ];
      case 'propagated':
        return [{ target, kind: 'kept', name: `the shared directory ${target}` }];
      case 'config':
      case 'image':
      case 'certificate':
      case 'secret':
        return [{ target, kind: 'read-only', name: `the read-only ${kind === 'config' ? 'file' : kind} at ${target}` }];
      default:
        return [{ target, kind: 'memory', name: `the memory at ${target}` }];
    }
  });
  const [deepest] = places.filter(({ target }) => isAtOrBelow(path, target)).sort((a, b) => b.target.length - a.target.length);
  if (deepest) return deepest;
  // Every engine has these, without being asked; runtimes give the streams to the user of the container.
  if (STREAMS.has(path)) return { kind: 'own', name: 'a stream of the container' };
  if (isAtOrBelow(path, '/dev/shm')) return { kind: 'memory', name: 'the memory at /dev/shm' };
  return security.readOnlyRoot ? { kind: 'read-only', name: 'the read-only root' } : { kind: 'own', name: 'what the container has of its own' };
}
