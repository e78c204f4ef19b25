import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** Majors that were read, and the minor of which it was; the lines are the same in each. */
const READ: { readonly [major: string]: string } = { 6: '6.2', 7: '7.4' };

/** The official image. */
export const REDIS_IMAGE: KnownImage = { repositories: ['library/redis'], known: 'Redis 6 and 7', factsOf: redisFacts };

function redisFacts({ major, variant }: ImageTag): ImageFacts | undefined {
  if (READ[major] === undefined) return undefined;
  const isAlpine = variant.includes('alpine');
  const directory = `${READ[major]}/${isAlpine ? 'alpine' : 'debian'}`;
  const file = `${directory}/Dockerfile`;
  const volume = isAlpine ? 134 : 143;
  const gid = isAlpine ? 1000 : 999;
  return {
    from: 'https://github.com/redis/docker-library-redis/tree/e5650da99bb377b2ed4f9f1ef993ff24729b1c16',
    read: '2026-11-26',
    base: { reference: isAlpine ? 'alpine:3.20' : 'debian:bookworm-slim', source: `${file}:7` },
    entrypoint: { words: ['docker-entrypoint.sh'], source: `${file}:${volume + 4}` },
    command: { words: ['redis-server'], source: `${file}:${volume + 7}` },
    workingDirectory: { path: '/data', source: `${file}:${volume + 1}` },
    users: [
      { uid: 999, gid, name: 'redis', source: `${file}:${isAlpine ? '12-13' : '11-12'}` },
      { uid: 0, own: true, becomes: 999, reason: 'hands its directory to redis before it becomes that user', source: `${directory}/docker-entrypoint.sh:11-13` },
    ],
    writes: [{ path: '/data', setBy: '--dir', source: `${file}:${volume}; what of it has to stay is the user's choice` }],
    ports: [{ port: 6379, setBy: '--port', source: `${file}:${volume + 6}` }],
    routes: [],
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh'], source: `${file}:7` },
      { names: ['redis-server', 'redis-cli'], source: `${file}: Redis' own` },
    ],
  };
}
