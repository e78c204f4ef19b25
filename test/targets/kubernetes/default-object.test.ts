import { ApiObject, JsonPatch } from 'cdk8s';
import { App, Image, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { IMAGE, Lowered } from '../lowered';

const metadataAfter = (change: (object: ApiObject) => void) =>
  new Lowered((stack) => change(ApiObject.of(new Workload(stack, 'api', { image: IMAGE })))).controller('api').metadata as unknown as Record<string, object>;

const PLAIN = new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE })).controller('api').metadata;

test('asking for the object of a workload changes nothing', () => {
  expect(metadataAfter(() => undefined)).toStrictEqual(PLAIN);
});

test('a label adds no empty annotations, and an annotation no labels', () => {
  expect(metadataAfter(({ metadata }) => metadata.addLabel('team', 'blue'))).toStrictEqual({ ...PLAIN, labels: { ...PLAIN.labels, team: 'blue' } });
  expect(metadataAfter(({ metadata }) => metadata.addAnnotation('a', 'b'))).toStrictEqual({ ...PLAIN, annotations: { a: 'b' } });
});

test('a patch of what a proxy has no object for is not dropped', () => {
  const stack = new Stack(new App(), 'shop');
  const http = new Workload(stack, 'web', { image: IMAGE }).addEndpoint('http', { port: 80 });
  const proxy = new ReverseProxy(stack, 'proxy', { host: 'shop.example.com', routes: [Route.proxy('/', http)] });
  ApiObject.of(proxy).addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 1));
  expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/patch', path: 'shop/proxy', message: expect.stringContaining('there is no Deployment') }));
});

test('a container beside the main one has no object of its own to patch', () => {
  const sidecar = new Workload(new Stack(new App(), 'shop'), 'api', { image: IMAGE }).addSidecar('log', { image: Image.fromReference('example/log:1') });
  expect(() => ApiObject.of(sidecar)).toThrow('cannot find a (direct or indirect) child of type ApiObject');
});
