import type { ImageFacts } from '../image-facts';
import { factsIn, type ImageTag, type KnownImage } from './known-image';

/** The images that its release workflow publishes. */
export const SEAWEEDFS_IMAGE: KnownImage = { repositories: ['chrislusf/seaweedfs', 'seaweedfs/seaweedfs'], known: 'SeaweedFS 4.31 to 4.44', factsOf: seaweedFacts };

function seaweedFacts({ major, minor = 0 }: ImageTag): ImageFacts | undefined {
  // The same lines in all of them; 4.02 and older have no curl.
  if (major !== 4 || minor < 31 || minor > 44) return undefined;
  const file = 'docker/Dockerfile.go_build';
  return {
    from: 'https://github.com/seaweedfs/seaweedfs/tree/3563738699f29fd1c9efde6fcbf4ba253439cac8',
    read: '2026-11-26',
    base: { reference: 'alpine:latest', source: `${file}:55` },
    entrypoint: { words: ['/entrypoint.sh'], source: `${file}:100` },
    command: { words: ['mini', '-dir=/data'], source: `${file}:105` },
    program: { words: ['server'], source: 'docker/entrypoint.sh:93-100' },
    workingDirectory: { path: '/data', source: `${file}:97` },
    users: [
      { uid: 1000, gid: 1000, name: 'seaweed', source: `${file}:70-71` },
      { uid: 0, own: true, becomes: 1000, reason: 'hands /data to seaweed before it becomes that user', source: 'docker/entrypoint.sh:10-37' },
    ],
    writes: [{ path: '/data', persistent: true, source: 'docker/entrypoint.sh:94' }],
    ports: [{ port: 8333, setBy: '-s3.port', source: 'weed/command/server.go:163' }],
    routes: ['/status', '/healthz'].map((path, at) => ({ path, source: `weed/s3api/s3api_server.go:${757 + at}` })),
    variables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => ({ name, source: 'weed/s3api/auth_credentials.go:516; without keys everybody may do anything' })),
    healthcheck: { command: [], source: `${file} has none` },
    tools: [
      { names: ['sh', 'sed'], source: `${file}:55` },
      { names: ['curl'], source: `${file}:69` },
      { names: ['weed'], source: `${file}:57` },
    ],
  };
}

/** What is known of the same image when a script makes buckets with its curl. */
export function seaweedBucketFacts(reference: string): ImageFacts | undefined {
  const facts = factsIn(SEAWEEDFS_IMAGE, reference);
  if (!facts) return undefined;
  const source = 'the script is this library\'s: it ends when the buckets are there, and writes nothing';
  return { ...facts, program: { words: ['sh', '-c'], source }, ends: { source }, writes: [], ports: [], routes: [] };
}
