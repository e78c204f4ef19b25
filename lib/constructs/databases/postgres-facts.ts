import type { ImageFacts } from '../image-facts';
import { factsIn, type ImageTag, type KnownImage } from './known-image';

/** Majors that were read, and the line of the Dockerfile with the volume; what comes after it has the same distance everywhere. */
const VOLUME_LINES: { readonly [major: string]: { readonly alpine: number; readonly debian: number } } = {
  14: { alpine: 196, debian: 187 },
  15: { alpine: 199, debian: 187 },
  16: { alpine: 198, debian: 187 },
  17: { alpine: 196, debian: 187 },
};

/** The official image. */
export const POSTGRES_IMAGE: KnownImage = { repositories: ['library/postgres'], known: 'PostgreSQL 14 to 17', factsOf: postgresFacts };

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

/** What is known of the same image when it dumps a database. */
export function postgresDumpFacts(reference: string): ImageFacts | undefined {
  const facts = factsIn(POSTGRES_IMAGE, reference);
  if (!facts) return undefined;
  const source = 'https://www.postgresql.org/docs/17/app-pgdump.html: it ends when the dump is written';
  return { ...facts, program: { words: ['sh', '-c'], source }, ends: { source }, writes: [{ path: '/backups', persistent: true, source }], ports: [], variables: [] };
}
