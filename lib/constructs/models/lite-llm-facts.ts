import type { ImageFacts } from '../image-facts';
import { tagOf, type ImageTag, type KnownImage } from '../databases/known-image';

/** The image of the project that is not root. */
export const LITELLM_IMAGE: KnownImage = {
  repositories: ['berriai/litellm-non_root'],
  known: 'LiteLLM 1.81 and later',
  factsOf: liteLlmFacts,
  // Some tags say which branch they are of: `main-v1.81.0-stable`.
  tagOf: (reference) => tagOf(reference.replace(/:main-(?=v\d)/, ':')),
};

function liteLlmFacts({ major, minor = -1 }: ImageTag): ImageFacts | undefined {
  if (major !== 1 || minor < 81) return undefined;
  const file = 'docker/Dockerfile.non_root';
  return {
    from: 'https://github.com/BerriAI/litellm/tree/004c6b1b3ecc1c87480ec1aa74f8273d1840a151',
    read: '2026-11-27',
    base: { reference: 'cgr.dev/chainguard/wolfi-base', source: `${file}: LITELLM_RUNTIME_IMAGE` },
    entrypoint: { words: ['/app/docker/prod_entrypoint.sh'], source: `${file}: ENTRYPOINT` },
    command: { words: ['--port', '4000'], source: `${file}: CMD` },
    workingDirectory: { path: '/app', source: `${file}: WORKDIR` },
    users: [{ uid: 65534, name: 'nobody', own: true, source: `${file}: USER` }],
    writes: [],
    ports: [{ port: 4000, setBy: '--port', source: `${file}: EXPOSE` }],
    routes: ['/health/readiness', '/health/liveliness'].map((path) => ({ path, source: 'litellm/proxy/health_endpoints/_health_endpoints.py' })),
    variables: [],
    healthcheck: { command: [], source: `${file} has none` },
    tools: [{ names: ['sh', 'bash', 'python', 'python3'], source: `${file}: apk add, and PATH with /app/.venv/bin` }],
  };
}
