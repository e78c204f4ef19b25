import { AgentService, type App, Image, ModelProvider, Stack } from 'cdk8s-compose';

export const description = 'Two agents with the least that an AgentService needs, which share the key of their provider.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'agents');
  const image = Image.fromReference('example/agent:2.1.0');
  new AgentService(stack, 'writer', { image, port: 8000, modelProviders: [ModelProvider.OPENAI] });
  new AgentService(stack, 'critic', { image, port: 8000, modelProviders: [ModelProvider.OPENAI] });
  return stack;
}
