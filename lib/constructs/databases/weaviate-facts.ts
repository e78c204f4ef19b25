import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from './known-image';

/** From which minor on the Dockerfile is as it was read, with its base and the line of the entry point. */
const READ: readonly { readonly from: number; readonly base: string; readonly baseLine: number; readonly entrypoint: number; readonly command: number }[] = [
  { from: 39, base: 'alpine:3.24', baseLine: 57, entrypoint: 62, command: 63 },
  { from: 38, base: 'alpine:3.22', baseLine: 57, entrypoint: 62, command: 63 },
  { from: 37, base: 'alpine:3.22', baseLine: 51, entrypoint: 56, command: 57 },
  { from: 34, base: 'alpine:3.22', baseLine: 51, entrypoint: 55, command: 56 },
  { from: 31, base: 'alpine', baseLine: 46, entrypoint: 47, command: 53 },
  { from: 30, base: 'alpine', baseLine: 48, entrypoint: 49, command: 55 },
  { from: 29, base: 'alpine', baseLine: 51, entrypoint: 52, command: 59 },
  { from: 28, base: 'alpine', baseLine: 79, entrypoint: 80, command: 87 },
  { from: 27, base: 'alpine', baseLine: 48, entrypoint: 49, command: 56 },
];

/** The image of the project, of Docker Hub and of its own registry. */
export const WEAVIATE_IMAGE: KnownImage = { repositories: ['semitechnologies/weaviate'], known: 'Weaviate 1.27 to 1.39', factsOf: weaviateFacts };

function weaviateFacts({ major, minor = -1 }: ImageTag): ImageFacts | undefined {
  const read = major === 1 && minor <= 39 ? READ.find(({ from }) => minor >= from) : undefined;
  if (!read) return undefined;
  return {
    from: `https://github.com/weaviate/weaviate/tree/v1.${minor}.0`,
    read: '2026-11-27',
    base: { reference: read.base, source: `Dockerfile:${read.baseLine}` },
    entrypoint: { words: ['/bin/weaviate'], source: `Dockerfile:${read.entrypoint}` },
    command: { words: ['--host', '0.0.0.0', '--port', '8080', '--scheme', 'http'], source: `Dockerfile:${read.command}` },
    users: [
      { uid: 0, gid: 0, own: true, source: 'Dockerfile sets none' },
      { uid: 'any', source: 'Dockerfile sets none, and all that it writes is below PERSISTENCE_DATA_PATH' },
    ],
    writes: [{ path: '/data', setBy: 'PERSISTENCE_DATA_PATH', persistent: true, source: 'usecases/config/environment.go: PERSISTENCE_DATA_PATH, or ./data' }],
    ports: [
      { port: 8080, setBy: '--port', source: `Dockerfile:${read.command}` },
      { port: 50051, setBy: 'GRPC_PORT', source: 'usecases/config/environment.go: DefaultGRPCPort' },
    ],
    routes: ['/v1/.well-known/ready', '/v1/.well-known/live'].map((path) => ({ path, source: 'adapters/handlers/rest/embedded_spec.go' })),
    variables: [],
    healthcheck: { command: [], source: 'Dockerfile has none' },
    tools: [{ names: ['sh', 'wget'], source: `Dockerfile:${read.baseLine}` }, { names: ['/bin/weaviate'], source: `Dockerfile:${read.entrypoint}` }],
  };
}
