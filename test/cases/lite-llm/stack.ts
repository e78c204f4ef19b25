import { AgentService, type App, GatewayModel, Image, LiteLlm, Ollama, Secret, Size, Stack, Vllm } from 'cdk8s-compose';

export const description = 'LiteLLM as a gateway to a hosted model and to two servers of the application, one of which asks for a key.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'agents');
  const ollama = new Ollama(stack, 'ollama', { models: ['qwen3:8b'], storage: Size.gibibytes(20) });
  const vllm = new Vllm(stack, 'vllm', { model: 'Qwen/Qwen3-8B', storage: Size.gibibytes(50) });
  const apiKey = new Secret(stack, 'ANTHROPIC_API_KEY', { description: 'Key of Anthropic.', hint: 'https://console.anthropic.com/settings/keys' });
  const gateway = new LiteLlm(stack, 'gateway', {
    models: { 'claude-sonnet': GatewayModel.hosted('anthropic/claude-sonnet-4-5', { apiKey }), small: GatewayModel.from(ollama), large: GatewayModel.from(vllm) },
    settings: { drop_params: true, num_retries: 3 },
  });
  new AgentService(stack, 'agent', { image: Image.fromReference('example/agent:2.1.0'), port: 8000, modelProviders: [gateway.provider] });
  return stack;
}
