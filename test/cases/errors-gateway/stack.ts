import { type App, Image, type KubernetesProps, Stack, Workload } from 'cdk8s-compose';

export const description = 'A Gateway that cannot be: without a name, with what only one that is made has, and beside a class of Ingress controllers.';

export const kubernetes: KubernetesProps = { ingressClass: 'nginx', gateway: { namespace: 'Gateways', listeners: { https: 'web secure' }, annotations: { 'a b': 'c' }, requestTimeout: '5 minutes' } };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  return stack;
}
