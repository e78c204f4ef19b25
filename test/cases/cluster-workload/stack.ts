import { type App, Compose, Image, Kubernetes, Size, Stack, Task, Workload } from 'cdk8s-compose';

export const description = 'What one workload tells the cluster otherwise than all others: with which Secret its images are pulled, and what its pod may use as a whole.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop', { targets: [new Kubernetes({ imagePullSecrets: ['registry'] }), new Compose()] });
  const image = Image.fromReference('example/api:1.4.2');
  new Workload(stack, 'web', { image });
  const api = new Workload(stack, 'api', { image });
  api.addSidecar('proxy', { image: Image.fromReference('registry.example.com/proxy:2.0.0') });
  api.kubernetes.configure({
    imagePullSecrets: ['registry', 'partner'],
    podResources: { cpu: { limit: 1.5 }, memory: { request: Size.mebibytes(256), limit: Size.mebibytes(768) } },
  });
  const report = new Task(stack, 'report', { image: Image.fromReference('postgres:16'), schedule: '0 3 * * *' });
  report.kubernetes.configure({ imagePullSecrets: [] });
  return stack;
}
