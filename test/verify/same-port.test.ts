import { App, Compose, Image, Kubernetes, type KubernetesProps, Protocol, Publish, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { verifiedProblemsOf } from '../cases/outputs';

test.each([['an Ingress', {}], ['an HTTPRoute', { gateway: { className: 'envoy' } }]] as const)('%s leads to the port of TCP, where one of UDP has the same number', (_, props: KubernetesProps) => {
  const stack = new Stack(new App({ targets: [new Kubernetes(props), new Compose()] }), 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  api.addEndpoint('events', { port: 8443, protocol: Protocol.UDP });
  api.addEndpoint('http', { port: 8443, publish: Publish.atHost('shop.example.com') });
  expect(verifiedProblemsOf(synthesize(stack))).toEqual([]);
});
