import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** Lines of what was read at a tag: of the Dockerfile, but for `health` in service_api.rs and `started` in startup.rs. */
interface Read {
  readonly tag: string;
  readonly debian: 12 | 13;
  readonly base: number;
  readonly user: number;
  readonly directory: number;
  readonly command: number;
  readonly health: number;
  readonly started: number;
}

const READ: { readonly [minor: number]: Read } = {
  12: { tag: 'v1.12.4', debian: 12, base: 107, user: 154, directory: 149, command: 175, health: 147, started: 45 },
  13: { tag: 'v1.13.6', debian: 12, base: 119, user: 199, directory: 194, command: 220, health: 146, started: 45 },
  14: { tag: 'v1.14.1', debian: 12, base: 119, user: 199, directory: 194, command: 220, health: 146, started: 45 },
  15: { tag: 'v1.15.5', debian: 13, base: 127, user: 201, directory: 213, command: 230, health: 146, started: 45 },
  16: { tag: 'v1.16.3', debian: 13, base: 136, user: 210, directory: 222, command: 239, health: 138, started: 47 },
  17: { tag: 'v1.17.1', debian: 13, base: 143, user: 217, directory: 229, command: 246, health: 150, started: 47 },
  18: { tag: 'v1.18.3', debian: 13, base: 143, user: 217, directory: 229, command: 246, health: 150, started: 47 },
  19: { tag: 'v1.19.0', debian: 13, base: 143, user: 217, directory: 229, command: 246, health: 150, started: 47 },
};

/** The image of the project, with and without root. */
export const QDRANT_IMAGE: KnownImage = { repositories: ['qdrant/qdrant'], known: 'Qdrant 1.12 to 1.19', factsOf: qdrantFacts };

function qdrantFacts({ major, minor = -1, variant }: ImageTag): ImageFacts | undefined {
  const read = major === 1 ? READ[minor] : undefined;
  // The variants for graphics cards stand on other images.
  if (!read || variant.includes('gpu')) return undefined;
  const isUnprivileged = variant.includes('unprivileged');
  return {
    from: `https://github.com/qdrant/qdrant/tree/${read.tag}`,
    read: '2026-11-26',
    base: { reference: `debian:${read.debian}-slim`, source: `Dockerfile:${read.base}` },
    entrypoint: { words: [], source: 'Dockerfile has none' },
    command: { words: ['./entrypoint.sh'], source: `Dockerfile:${read.command}` },
    workingDirectory: { path: '/qdrant', source: `Dockerfile:${read.directory}` },
    users: isUnprivileged
      ? [{ uid: 1000, gid: 1000, name: 'qdrant', own: true, source: `Dockerfile:${read.user}-${read.user + 3}` }]
      : [{ uid: 0, gid: 0, own: true, source: `Dockerfile:${read.user - 1}; its directories are root's` }],
    writes: [
      { path: '/qdrant/storage', setBy: 'QDRANT__STORAGE__STORAGE_PATH', persistent: true, source: 'config/config.yaml: storage_path' },
      { path: '/qdrant/snapshots', setBy: 'QDRANT__STORAGE__SNAPSHOTS_PATH', persistent: true, source: 'config/config.yaml: snapshots_path' },
      { path: '/qdrant/.qdrant-initialized', setBy: 'QDRANT_INIT_FILE_PATH', file: true, optional: true, source: `src/startup.rs:${read.started}` },
    ],
    ports: [
      { port: 6333, setBy: 'QDRANT__SERVICE__HTTP_PORT', source: `config/config.yaml: http_port; Dockerfile:${read.command - 10}` },
      { port: 6334, setBy: 'QDRANT__SERVICE__GRPC_PORT', source: 'config/config.yaml: grpc_port, which config/production.yaml leaves out' },
    ],
    routes: ['/healthz', '/livez', '/readyz'].map((path, at) => ({ path, source: `src/actix/api/service_api.rs:${read.health + 5 * at}` })),
    variables: [],
    healthcheck: { command: [], source: 'Dockerfile has none' },
    tools: [
      { names: ['sh'], source: `Dockerfile:${read.base}` },
      { names: ['bash'], source: 'tools/entrypoint.sh:1' },
      { names: ['/qdrant/qdrant'], source: `Dockerfile:${read.user + 6}` },
    ],
  };
}
