import { ApiObject } from 'cdk8s';
import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A raw object and a fragment that would overwrite what the model says: an error on each side.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  new ApiObject(stack, 'account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api' } });
  stack.compose.addFragment({ services: { api: { image: 'example/other:1.0.0' } }, networks: { api: {} } });
  return stack;
}
