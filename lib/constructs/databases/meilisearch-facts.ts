import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** From which minor on the Dockerfile is as it was read, with the lines of its base and its entry point. */
const READ: readonly { readonly from: number; readonly alpine: string; readonly base: number; readonly entrypoint: number }[] = [
  { from: 28, alpine: 'alpine:3.22', base: 21, entrypoint: 45 },
  { from: 24, alpine: 'alpine:3.22', base: 23, entrypoint: 47 },
  { from: 12, alpine: 'alpine:3.20', base: 23, entrypoint: 47 },
  { from: 10, alpine: 'alpine:3.20', base: 23, entrypoint: 46 },
  { from: 6, alpine: 'alpine:3.16', base: 23, entrypoint: 47 },
];

/** The image of the project. */
export const MEILISEARCH_IMAGE: KnownImage = { repositories: ['getmeili/meilisearch'], known: 'Meilisearch 1.6 to 1.50', factsOf: meilisearchFacts };

function meilisearchFacts({ major, minor = -1 }: ImageTag): ImageFacts | undefined {
  const read = major === 1 && minor <= 50 ? READ.find(({ from }) => minor >= from) : undefined;
  if (!read) return undefined;
  return {
    from: `https://github.com/meilisearch/meilisearch/tree/v1.${minor}.0`,
    read: '2026-11-27',
    base: { reference: read.alpine, source: `Dockerfile:${read.base}` },
    entrypoint: { words: ['tini', '--'], source: `Dockerfile:${read.entrypoint}` },
    command: { words: ['/bin/sh', '-c', '/bin/meilisearch'], source: `Dockerfile:${read.entrypoint + 1}; in the form of a shell` },
    program: { words: ['/bin/meilisearch'], source: `Dockerfile:${read.entrypoint + 1}` },
    workingDirectory: { path: '/meili_data', source: `Dockerfile:${read.entrypoint - 5}` },
    users: [
      { uid: 0, gid: 0, own: true, source: 'Dockerfile sets none' },
      { uid: 'any', source: 'Dockerfile sets none, and all that it writes is on the volume' },
    ],
    writes: [{ path: '/meili_data', persistent: true, source: `Dockerfile:${read.entrypoint - 5}; data.ms, dumps and snapshots below it` }],
    ports: [{ port: 7700, setBy: 'MEILI_HTTP_ADDR', source: `Dockerfile:${read.entrypoint - 2}` }],
    routes: [{ path: '/health', source: 'crates/meilisearch/src/routes/mod.rs: get_health' }],
    variables: [],
    healthcheck: { command: [], source: 'Dockerfile has none' },
    tools: [
      { names: ['sh'], source: `Dockerfile:${read.base}` },
      { names: ['curl', 'tini'], source: 'Dockerfile: apk add' },
      { names: ['/bin/meilisearch'], source: `Dockerfile:${read.entrypoint + 1}` },
    ],
  };
}
