import { AgentService, type App, Image, ModelProvider, Redis, Stack, Task, Worker } from 'cdk8s-compose';

export const description = 'An agent, its worker and a task that use one provider of models: one key, and one address that the operator may change.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'desk');
  const image = Image.fromReference('example/agent:2.1.0');
  const modelProviders = [ModelProvider.DEEPSEEK];
  const queue = new Redis(stack, 'queue');
  new AgentService(stack, 'agent', { image, port: 8000, modelProviders, env: { QUEUE_URL: queue.url() } });
  new Worker(stack, 'worker', { image, command: ['celery', '-A', 'tasks', 'worker'], modelProviders, env: { QUEUE_URL: queue.url() } });
  new Task(stack, 'evaluation', { image, command: ['python', '-m', 'evaluate'], schedule: '0 3 * * *', modelProviders });
  return stack;
}
