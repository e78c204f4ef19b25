import { AgentService, type App, CodeSandbox, Duration, Image, Stack } from 'cdk8s-compose';

export const description = 'A sandbox at E2B: the agent has what it needs to make one, and neither target runs it.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const agent = new AgentService(stack, 'agent', { image: Image.fromReference('example/agent:1.0.0'), port: 8000 });
  new CodeSandbox(stack, 'sandbox', { templateName: 'analysis', timeout: Duration.minutes(10), packages: ['pandas==2.2.3'] }).useFrom(agent);
  return stack;
}
