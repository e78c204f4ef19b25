import { AgentService, type App, Image, Secret, Size, Stack, Vllm } from 'cdk8s-compose';

export const description = 'A vLLM with a model that has to be asked for, two graphics processors, and an agent that is given its key.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'agents');
  const huggingFaceToken = new Secret(stack, 'HF_TOKEN', { description: 'Token of Hugging Face.', hint: 'https://huggingface.co/settings/tokens' });
  const vllm = new Vllm(stack, 'vllm', {
    model: 'meta-llama/Llama-3.1-8B-Instruct', servedName: 'llama', huggingFaceToken, gpus: { count: 2 }, storage: Size.gibibytes(50),
    settings: { 'tensor-parallel-size': 2, 'max-model-len': 8192, 'enable-auto-tool-choice': true, 'tool-call-parser': 'llama3_json', 'enable-prefix-caching': false },
  });
  new AgentService(stack, 'agent', { image: Image.fromReference('example/agent:2.1.0'), port: 8000, modelProviders: [vllm.provider] });
  return stack;
}
