import type { ImageFacts } from '../image-facts';
import { factsIn, type KnownImage } from './known-image';

/** The release that was read; how it stands in an image has not changed since the one before the last. */
const RELEASE = 2025;

/** The images that MinIO published until September 2025, and builds of its sources under the same path. */
export const MINIO_IMAGE: KnownImage = { repositories: ['minio/minio'], known: 'MinIO, the releases of 2025', factsOf: ({ major }) => (major === RELEASE ? FACTS : undefined) };

const FILE = 'Dockerfile.release';

const FACTS: ImageFacts = {
  from: 'https://github.com/minio/minio/tree/07c3a429bfed433e49018cb0f78a52145d4bedeb',
  read: '2026-11-26',
  base: { reference: 'registry.access.redhat.com/ubi9/ubi-micro:latest', source: `${FILE}:37` },
  entrypoint: { words: ['/usr/bin/docker-entrypoint.sh'], source: `${FILE}:72` },
  command: { words: ['minio'], source: `${FILE}:73` },
  program: { words: ['server'], source: 'dockerscripts/docker-entrypoint.sh:4-9, which puts minio before it' },
  users: [{ uid: 'any', source: `${FILE} sets none; what is written is the data, and ${FILE}:56` }],
  writes: [
    { path: '/data', persistent: true, source: `${FILE}:70` },
    { path: '/tmp/.mc', setBy: 'MC_CONFIG_DIR', source: `${FILE}:56; the client's` },
  ],
  ports: [
    { port: 9000, setBy: '--address', source: `${FILE}:69; cmd/server-main.go:69` },
    { port: 9001, setBy: '--console-address', source: 'cmd/server-main.go:82; any, if none is given' },
  ],
  routes: ['/minio/health/live', '/minio/health/ready'].map((path, at) => ({ path, source: `cmd/healthcheck-router.go:${28 + at}` })),
  variables: [
    { name: 'MINIO_ROOT_USER', optional: true, pattern: '^.{3,}$', source: 'internal/auth/credentials.go:38' },
    { name: 'MINIO_ROOT_PASSWORD', source: 'internal/auth/credentials.go:45; at least 8 characters, else minioadmin is the password of all' },
  ],
  healthcheck: { command: [], source: `${FILE} has none` },
  tools: [
    { names: ['sh'], source: `${FILE}:37` },
    { names: ['minio'], source: `${FILE}:61` },
    { names: ['mc'], source: `${FILE}:62` },
    { names: ['curl'], source: `${FILE}:63` },
  ],
};

/** What is known of the same image when its client makes buckets. */
export function minioClientFacts(reference: string): ImageFacts | undefined {
  const facts = factsIn(MINIO_IMAGE, reference);
  if (!facts) return undefined;
  const source = `${FILE}:62`;
  const writes = facts.writes?.filter(({ setBy }) => setBy === 'MC_CONFIG_DIR');
  return { ...facts, program: { words: ['mc'], source }, ends: { source: `${source}; a command of the client ends` }, ports: [], routes: [], variables: [], ...(writes && { writes }) };
}
