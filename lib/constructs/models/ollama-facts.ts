import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from '../databases/known-image';

/** The image of the project. */
export const OLLAMA_IMAGE: KnownImage = { repositories: ['ollama/ollama'], known: 'Ollama 0.9 to 0.32', factsOf: ollamaFacts };

function ollamaFacts({ major, minor = -1 }: ImageTag): ImageFacts | undefined {
  if (major !== 0 || minor < 9 || minor > 32) return undefined;
  return {
    from: `https://github.com/ollama/ollama/tree/v0.${minor}.0`,
    read: '2026-11-27',
    base: { reference: 'ubuntu:24.04', source: 'Dockerfile: the last FROM' },
    entrypoint: { words: ['/bin/ollama'], source: 'Dockerfile: ENTRYPOINT' },
    command: { words: ['serve'], source: 'Dockerfile: CMD' },
    program: { words: ['sh', '-c'], source: 'a script, which starts what the image starts by itself' },
    users: [
      { uid: 0, gid: 0, own: true, source: 'Dockerfile sets none' },
      { uid: 'any', source: 'envconfig/config.go: all that it writes is in the home directory' },
    ],
    writes: [],
    ports: [{ port: 11434, setBy: 'OLLAMA_HOST', source: 'Dockerfile: EXPOSE' }],
    routes: ['/', '/api/version', '/api/tags', '/v1/models'].map((path) => ({ path, source: 'server/routes.go: GenerateRoutes' })),
    variables: [],
    healthcheck: { command: [], source: 'Dockerfile has none' },
    tools: [
      { names: ['sh', 'bash', 'sleep'], source: 'Dockerfile: the last FROM' },
      { names: ['ollama', '/bin/ollama'], source: 'Dockerfile: the last COPY of /bin; there is no HTTP client' },
    ],
    home: { source: 'cmd/cmd.go: initializeKeypair, and the models in ~/.ollama/models' },
  };
}
