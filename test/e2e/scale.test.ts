import { App, Image, Publish, Size, Stack, Volume, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { mayBeScaled } from '../../scripts/e2e/lifecycle/scale';

test('what keeps nothing, has no port of the machine and no name of its own may have replicas', () => {
  const stack = new Stack(new App(), 'shop');
  const image = Image.fromReference('example/shop:1.0.0');
  new Workload(stack, 'plain', { image });
  new Workload(stack, 'reader', { image }).addMount('/data', new Volume(stack, 'shared', { size: Size.gibibytes(1) }).readOnly());
  new Workload(stack, 'writer', { image }).addMount('/data', new Volume(stack, 'own', { size: Size.gibibytes(1) }));
  new Workload(stack, 'published', { image }).addEndpoint('http', { port: 8080, publish: Publish.onLoopback(18080) });
  new Workload(stack, 'named', { image, containerName: 'shop' });
  new Workload(stack, 'accompanied', { image }).addSidecar('log', { image });
  const { workloads } = synthesize(stack).model;
  expect(workloads.filter(mayBeScaled).map(({ name }) => name)).toEqual(['plain', 'reader']);
});
