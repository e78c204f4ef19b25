import type { ImageFacts } from '../image-facts';
import { factsIn, imageIn, type ImageTag, type KnownImage } from './known-image';

/** Majors that were read, and the line of the Dockerfile with the volume; what comes after it has the same distance everywhere. */
const VOLUME_LINES: { readonly [major: string]: { readonly alpine: number; readonly debian: number } } = {
  14: { alpine: 196, debian: 187 },
  15: { alpine: 199, debian: 187 },
  16: { alpine: 198, debian: 187 },
  17: { alpine: 196, debian: 187 },
};

const KNOWN = 'PostgreSQL 14 to 17';

const OFFICIAL: KnownImage = { repositories: ['library/postgres'], known: KNOWN, factsOf: postgresFacts };

/** The official Debian image with pgvector in it. */
const PGVECTOR: KnownImage = { repositories: ['pgvector/pgvector'], known: KNOWN, factsOf: pgvectorFacts, tagOf: majorBehind };

/** The one of Immich: pgvector's with VectorChord and, in older tags, pgvecto.rs in it. */
const IMMICH: KnownImage = { repositories: ['immich-app/postgres'], known: KNOWN, factsOf: immichFacts };

export const POSTGRES_IMAGES: readonly KnownImage[] = [OFFICIAL, PGVECTOR, IMMICH];

/** Extensions that are no part of PostgreSQL, and the known images that have them. */
const FOREIGN: { readonly [extension: string]: readonly KnownImage[] } = { vector: [PGVECTOR, IMMICH], vchord: [IMMICH], vectors: [IMMICH], postgis: [], timescaledb: [], pg_cron: [] };

/** Why a database of that image cannot have an extension, as far as it is known what the image has. */
export function missingExtension(extension: string, reference: string): string | undefined {
  const image = imageIn(POSTGRES_IMAGES, reference);
  if (!image || !Object.hasOwn(FOREIGN, extension) || FOREIGN[extension].includes(image)) return undefined;
  return `one that the image has, and ${reference} does not: ${extension === 'vector' ? 'pgvector/pgvector:pg17 does' : 'give it an image that does'}`;
}

/** What is known of the server in it: 18 has another volume, for one. */
function postgresFacts({ major, variant }: ImageTag): ImageFacts | undefined {
  if (VOLUME_LINES[major] === undefined) return undefined;
  const isAlpine = variant.includes('alpine');
  const file = `${major}/${isAlpine ? 'alpine3.23' : 'bookworm'}/Dockerfile`;
  const line = VOLUME_LINES[major][isAlpine ? 'alpine' : 'debian'];
  const id = isAlpine ? 70 : 999;
  return {
    from: 'https://github.com/docker-library/postgres/tree/6edb0a8c4def40c371514b34aef9037ec82d9110',
    read: '2026-11-26',
    base: { reference: isAlpine ? 'alpine:3.23' : 'debian:bookworm-slim', source: `${file}:7` },
    entrypoint: { words: ['docker-entrypoint.sh'], source: `${file}:${line + 4}` },
    command: { words: ['postgres'], source: `${file}:${line + 31}` },
    users: [
      { uid: id, gid: id, name: 'postgres', source: `${file}:${isAlpine ? '12-13' : '11-13'}` },
      { uid: 0, own: true, becomes: id, reason: 'hands its directories to postgres before it becomes that user', source: 'docker-entrypoint.sh:57-60,336-338' },
    ],
    writes: [
      { path: '/var/lib/postgresql/data', setBy: 'PGDATA', persistent: true, source: `${file}:${line - 3},${line}` },
      { path: '/var/run/postgresql', source: 'docker-entrypoint.sh:44; its socket' },
    ],
    ports: [{ port: 5432, setBy: 'PGPORT', source: `${file}:${line + 30}` }],
    routes: [],
    variables: [{ name: 'POSTGRES_PASSWORD', alternatives: ['POSTGRES_PASSWORD_FILE'], source: 'docker-entrypoint.sh:106,235, at the first start' }],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh', 'rm', 'mv', 'mkdir', 'date'], source: `${file}:7` },
      { names: ['bash'], source: 'docker-entrypoint.sh:1' },
      { names: ['postgres', 'pg_isready', 'pg_dump', 'pg_restore', 'psql'], source: `${file}: PostgreSQL's own` },
    ],
  };
}

/** `0.8.1-pg17` and `pg17-trixie` are both of 17. */
function majorBehind(reference: string): ImageTag | undefined {
  const [, major, variant] = /:(?:[\d.]+-)?pg(\d+)([^@]*)/.exec(reference.slice(reference.lastIndexOf('/') + 1)) ?? [];
  return major === undefined ? undefined : { major: Number(major), variant };
}

function pgvectorFacts({ major, variant }: ImageTag): ImageFacts | undefined {
  const facts = postgresFacts({ major, variant });
  const source = 'https://github.com/pgvector/pgvector/blob/e48241b4dcc045b18902914f668d03d1d399dfbe/Dockerfile:5';
  return facts && { ...facts, base: { reference: `postgres:${major}-${variant.includes('trixie') ? 'trixie' : 'bookworm'}`, source } };
}

function immichFacts({ major }: ImageTag): ImageFacts | undefined {
  const facts = postgresFacts({ major, variant: '' });
  const source = (file: string): string => `https://github.com/immich-app/base-images/blob/ff4be93749a9dd61393f8ee88613b5039c0a389a/postgres/${file}`;
  return facts && {
    ...facts,
    base: { reference: `pgvector/pgvector:pg${major}`, source: source('Dockerfile:4') },
    entrypoint: { words: ['/usr/local/bin/immich-docker-entrypoint.sh'], source: source('Dockerfile:40') },
    command: { words: ['postgres', '-c', 'config_file=/etc/postgresql/postgresql.conf'], source: source('Dockerfile:42') },
    writes: [...facts.writes!, { path: '/etc/postgresql', source: source('immich-docker-entrypoint.sh:30-31; its configuration, at each start') }],
    healthcheck: { command: ['/usr/local/bin/healthcheck.sh'], interval: 300_000, startPeriod: 300_000, source: source('Dockerfile:33') },
  };
}

/** What is known of the same image when it dumps a database. */
export function postgresDumpFacts(reference: string): ImageFacts | undefined {
  const facts = factsIn(POSTGRES_IMAGES, reference);
  if (!facts) return undefined;
  const source = 'https://www.postgresql.org/docs/17/app-pgdump.html: it ends when the dump is written';
  return { ...facts, program: { words: ['sh', '-c'], source }, ends: { source }, writes: [{ path: '/backups', persistent: true, source }], ports: [], variables: [] };
}
