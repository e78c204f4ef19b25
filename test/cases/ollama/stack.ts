import { AgentService, type App, Duration, Image, ModelProvider, Ollama, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Ollama with a model for an agent and one for embeddings, on a graphics processor, in place of a hosted provider.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'agents');
  const local = new Ollama(stack, 'ollama', {
    models: ['qwen3:8b', 'nomic-embed-text'], storage: Size.gibibytes(20), gpus: { count: 1 }, runtimeClass: 'nvidia', keepAlive: Duration.hours(1), contextLength: 16_384,
  });
  new AgentService(stack, 'researcher', { image: Image.fromReference('example/agent:2.1.0'), port: 8000, modelProviders: [local.provider] });
  new AgentService(stack, 'writer', {
    image: Image.fromReference('example/agent:2.1.0'), port: 8000, modelProviders: [ModelProvider.from(local, { keyVariable: 'LLM_KEY', baseUrlVariable: 'LLM_URL', modelVariable: 'LLM_MODEL' })],
  });
  new Workload(stack, 'indexer', { image: Image.fromReference('example/indexer:1.4.2'), env: { OLLAMA_HOST: local.http.url() } });
  return stack;
}
