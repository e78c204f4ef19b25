import type { ImageName } from './document';

const PARTS = /^(?:([^/]+)\/)?(.+?)(?::([^:/@]+))?(?:@(.+))?$/;

/** What engines make of a reference: `redis` is `docker.io/library/redis:latest` to all of them. */
export function imageName(reference: string): ImageName {
  const [, first, rest = reference, tag, digest] = PARTS.exec(reference) ?? [];
  const registry = first !== undefined && (/[.:]/.test(first) || first === 'localhost') ? first : undefined;
  const path = first === undefined || registry !== undefined ? rest : `${first}/${rest}`;
  return {
    reference,
    registry: registry ?? 'docker.io',
    repository: registry === undefined && !path.includes('/') ? `library/${path}` : path,
    ...((tag !== undefined || digest === undefined) && { tag: tag ?? 'latest' }),
    ...(digest !== undefined && { digest }),
  };
}
