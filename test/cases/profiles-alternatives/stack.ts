import { type App, Image, Publish, Size, Stack, Task, Volume, Workload } from 'cdk8s-compose';

export const description = 'Two variants of one server on one port, with the same models: without a stated choice each profile is one.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'desk');
  const models = new Volume(stack, 'models', { size: Size.gibibytes(20) });
  const image = Image.fromReference('example/ollama:0.6.2');
  const variants = [
    new Workload(stack, 'ollama-cpu', { image, profiles: ['cpu'], containerName: 'ollama', mounts: { '/models': models } }),
    new Workload(stack, 'ollama-gpu', { image, profiles: ['gpu-nvidia'], containerName: 'ollama', mounts: { '/models': models }, gpus: {} }),
  ];
  for (const ollama of variants) {
    ollama.addEndpoint('http', { port: 11434, publish: Publish.onLoopback(11434, { variable: 'OLLAMA_PORT' }) });
    ollama.addSidecar('metrics', { image: Image.fromReference('example/metrics:1.0.0') });
  }
  new Task(stack, 'pull', { image, profiles: ['cpu', 'gpu-nvidia'] });
  new Workload(stack, 'web', { image: Image.fromReference('example/web:1.0.0') });
  return stack;
}
