import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A callback changes the Kubernetes objects of a workload before they are written.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('http', { port: 8080 });
  api.kubernetes.customize(({ controller, service, networkPolicy }) => {
    controller.spec.template.spec!.nodeSelector = { pool: 'gpu' };
    service!.spec.sessionAffinity = 'ClientIP';
    networkPolicy.spec.ingress = [{ from: [{ namespaceSelector: { matchLabels: { team: 'monitoring' } } }], ports: [{ port: 8080 }] }];
  });
  return stack;
}
