import type { ImageFacts } from '../image-facts';
import type { ImageTag, KnownImage } from '../databases/known-image';

/** The image of the project for NVIDIA's processors, since it has a user of its own. */
export const VLLM_IMAGE: KnownImage = { repositories: ['vllm/vllm-openai'], known: 'vLLM 0.23 to 0.28', factsOf: vllmFacts };

function vllmFacts({ major, minor = -1 }: ImageTag): ImageFacts | undefined {
  if (major !== 0 || minor < 23 || minor > 28) return undefined;
  const docs = 'docs/deployment/docker.md: Run as a non-root user';
  // The Dockerfile of that time was read where a derivative keeps it, which marks what it has changed.
  const derivative = 'https://github.com/ormandj/vllm-deepseek-v4-flash-sm120, its Dockerfile of July 2026';
  return {
    from: 'https://github.com/vllm-project/vllm/tree/02319794a1415e663baaf6de2f8197f795bd8c03',
    read: '2026-11-27',
    entrypoint: { words: ['vllm', 'serve'], source: `${derivative}: ENTRYPOINT of vllm-openai` },
    command: { words: [], source: `${derivative}: vllm-openai has none` },
    users: [
      { uid: 0, gid: 0, own: true, source: docs },
      { uid: 2000, name: 'vllm', source: `${docs}; of the group 0 in the image` },
    ],
    writes: [],
    ports: [{ port: 8000, setBy: '--port', source: 'vllm/entrypoints/openai/cli_args.py: port' }],
    routes: [{ path: '/health', source: 'vllm/entrypoints: it answers when the engine has loaded the model' }],
    variables: [],
    healthcheck: { command: [], source: `${derivative}: vllm-openai has none` },
    tools: [{ names: ['sh', 'bash', 'python3', 'vllm', 'curl'], source: `${derivative}: vllm-base` }],
    home: { source: `${docs}; models and what is compiled for them are in ~/.cache` },
  };
}
