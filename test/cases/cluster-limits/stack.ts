import { type App, type ComposeProps, Image, type KubernetesProps, Stack, Workload } from 'cdk8s-compose';

export const description = 'How much there may be: a quota and limits for the namespace of each stack, and how much of a log an engine keeps.';

export const kubernetes: KubernetesProps = {
  resourceQuota: { 'requests.cpu': '8', 'limits.memory': '32Gi', 'count/jobs.batch': '20' },
  limitRange: { min: { memory: '16Mi' }, defaultRequest: { memory: '128Mi' }, default: { cpu: '1', memory: '512Mi' }, max: { memory: '8Gi' } },
};

export const compose: ComposeProps = { logRotation: { maxSize: '50m', files: 3 } };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addSidecar('metrics', { image: Image.fromReference('example/metrics:1.0.0'), logRotation: { files: 2 } });
  return stack;
}
