import type { ImageTag, KnownImage } from './databases/known-image';
import type { ImageFacts } from './image-facts';

/** The official image, from the first version on whose groups ask for their addresses again. */
export const NGINX_IMAGE: KnownImage = { repositories: ['library/nginx'], known: 'nginx 1.27, from 1.27.3 on', factsOf: nginxFacts };

/** What the nginx.conf of a front end finds in it. */
function nginxFacts({ major, minor, patch, variant }: ImageTag): ImageFacts | undefined {
  if (major !== 1 || minor !== 27 || (patch !== undefined && patch < 3)) return undefined;
  const isSlim = variant.includes('alpine-slim');
  const isAlpine = variant.includes('alpine');
  const file = isAlpine ? 'mainline/alpine-slim/Dockerfile' : 'mainline/debian/Dockerfile';
  const [entrypoint, command] = isAlpine ? [117, 123] : [139, 145];
  const curl = isAlpine ? 'mainline/alpine/Dockerfile:79' : `${file}:120`;
  const conf = 'https://nginx.org/en/docs/ngx_core_module.html: what the nginx.conf of a front end names';
  return {
    from: 'https://github.com/nginxinc/docker-nginx/tree/b430becb8f0f6b8d69e68cc73a82ea2873c38639',
    read: '2026-11-26',
    base: { reference: isAlpine ? 'alpine:3.21' : 'debian:bookworm-slim', source: `${file}:6` },
    entrypoint: { words: ['/docker-entrypoint.sh'], source: `${file}:${entrypoint}` },
    command: { words: ['nginx', '-g', 'daemon off;'], source: `${file}:${command}` },
    users: [{ uid: 'any', source: conf }],
    writes: [
      { path: '/var/cache/nginx', source: conf },
    ],
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh', 'cat', 'sed', 'head', 'id', ...(isAlpine ? ['wget'] : [])], source: `${file}:6` },
      { names: ['nginx'], source: `${file}:${isAlpine ? 20 : 10}` },
      ...(isSlim ? [] : [{ names: ['curl'], source: curl }]),
    ],
  };
}
