import { ApiObject } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Raw cdk8s and cdk8s-plus objects live in the stack, for Kubernetes only, and each is reported.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  new ApiObject(stack, 'quota', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota' },
    spec: { hard: { 'requests.cpu': '4', pods: '20' } },
  });
  new ConfigMap(stack, 'dashboards', { metadata: { name: 'dashboards' }, data: { 'shop.json': '{}' } });
  return stack;
}
