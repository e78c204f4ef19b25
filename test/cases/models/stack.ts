import { type App, Image, Parameter, Stack, Workload } from 'cdk8s-compose';

export const description = 'Language models that the engine of Compose serves, one of them to two programs.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'chat');
  const qwen = { model: 'ai/qwen3:8B-Q4_0', contextSize: 15000, runtimeFlags: ['--temp', '0.1'] };
  new Workload(stack, 'agent', {
    image: Image.fromReference('example/agent:2.1.0'),
    models: { qwen3: { ...qwen, endpointVariable: 'OPENAI_BASE_URL', modelVariable: 'OPENAI_MODEL' }, 'embedding-small': { model: new Parameter(stack, 'EMBEDDING_MODEL', { default: 'ai/mxbai-embed-large', description: 'Model of the embeddings.' }) } },
  });
  new Workload(stack, 'judge', { image: Image.fromReference('example/judge:2.1.0'), models: { qwen3: qwen } });
  return stack;
}
