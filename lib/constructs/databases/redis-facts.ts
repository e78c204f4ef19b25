import type { ImageFacts } from '../image-facts';
import { imageIn, type ImageTag, type KnownImage } from './known-image';

/** Majors that were read, and the minor of which it was; the lines are the same in each. */
const READ: { readonly [major: string]: string } = { 6: '6.2', 7: '7.4' };

/** The official image. */
const REDIS: KnownImage = { repositories: ['library/redis'], known: 'Redis 6 to 8', factsOf: redisFacts };

/** The image of Valkey, which speaks the same protocol and takes the same settings; its programs are called after it. */
const VALKEY: KnownImage = { repositories: ['valkey/valkey'], known: 'Valkey 8 and 9', factsOf: valkeyFacts };

export const REDIS_IMAGES: readonly KnownImage[] = [REDIS, VALKEY];

/** What the programs of an image are called, and the variable from which the client takes the password. */
export interface RedisPrograms {
  readonly server: string;
  readonly client: string;
  readonly password: string;
}

/** Of an image of which nothing is known they are those of Redis. */
export function redisPrograms(reference: string): RedisPrograms {
  return imageIn(REDIS_IMAGES, reference) === VALKEY
    ? { server: 'valkey-server', client: 'valkey-cli', password: 'VALKEYCLI_AUTH' }
    : { server: 'redis-server', client: 'redis-cli', password: 'REDISCLI_AUTH' };
}

function redisFacts(tag: ImageTag): ImageFacts | undefined {
  const { major, variant } = tag;
  if (major === 8) return recentFacts(tag, { from: 'https://github.com/redis/docker-library-redis/tree/0076c90a8028d29b25313f7272fa2d1245c3be76', directory: '', alpine: 'alpine:3.23', server: 'redis-server', client: 'redis-cli', user: 'redis' });
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

function valkeyFacts(tag: ImageTag): ImageFacts | undefined {
  const [commit, directory, alpine] = tag.major === 8 ? ['00a2b211887fd46775bba37c554167a19783cca4', '8.1/', 'alpine:3.23'] : ['01966293522aeb5399521609cf673941a1ae61ef', '9.0/', 'alpine:3.22'];
  if (tag.major !== 8 && tag.major !== 9) return undefined;
  return recentFacts(tag, { from: `https://github.com/valkey-io/valkey-container/tree/${commit}`, directory, alpine, server: 'valkey-server', client: 'valkey-cli', user: 'valkey' });
}

interface Recent {
  readonly from: string;
  readonly directory: string;
  readonly alpine: string;
  readonly server: string;
  readonly client: string;
  readonly user: string;
}

/** Dockerfiles that install what another stage or script has built, with no lines worth a number. */
function recentFacts({ variant }: ImageTag, { from, directory, alpine, server, client, user }: Recent): ImageFacts {
  const isAlpine = variant.includes('alpine');
  const folder = `${directory}${isAlpine ? 'alpine' : 'debian'}`;
  const file = `${folder}/Dockerfile`;
  return {
    from,
    read: '2026-11-27',
    base: { reference: isAlpine ? alpine : 'debian:trixie-slim', source: `${file}: FROM` },
    entrypoint: { words: ['docker-entrypoint.sh'], source: `${file}: ENTRYPOINT` },
    command: { words: [server], source: `${file}: CMD` },
    workingDirectory: { path: '/data', source: `${file}: WORKDIR` },
    users: [
      { uid: 999, gid: isAlpine ? 1000 : 999, name: user, source: `${file}: ${isAlpine ? 'adduser' : 'useradd'}` },
      { uid: 0, own: true, becomes: 999, reason: `hands its directory to ${user} before it becomes that user`, source: `docker-entrypoint.sh: setpriv` },
    ],
    writes: [{ path: '/data', setBy: '--dir', source: `${file}: WORKDIR; what of it has to stay is the user's choice` }],
    ports: [{ port: 6379, setBy: '--port', source: `${file}: EXPOSE` }],
    routes: [],
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh'], source: `${file}: FROM` },
      { names: [server, client], source: `${file}: ${client} --version` },
    ],
  };
}
