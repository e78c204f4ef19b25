import { App, Compose, ImageMount, Kubernetes, Stack, Workload, type ComposeProps, type KubernetesProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { IMAGE } from './lowered';

const errors = (reference: string, kubernetes: KubernetesProps, compose: ComposeProps, subPath?: string) => {
  const stack = new Stack(new App({ targets: [new Kubernetes(kubernetes), new Compose(compose)] }), 'shop');
  new Workload(stack, 'api', { image: IMAGE, mounts: { '/models': ImageMount.fromReference(reference, { subPath }) } });
  return synthesize(stack).findings.filter(({ severity }) => severity !== 'info').map(({ severity, code, path, message }) => `${severity} ${code} at ${path}: ${message}`);
};

const REFERENCE = 'example/weights:2.1.0';

test('what the chosen versions have is written', () => {
  expect(errors(REFERENCE, { version: '1.35' }, { engine: 28, version: '2.35' })).toEqual([]);
  expect(errors(REFERENCE, { version: '1.37' }, { engine: 29, version: '5.3' }, 'a/b')).toEqual([]);
});

test.each<[string, KubernetesProps, ComposeProps]>([
  ['error kubernetes/image-volume at shop/api: It is to have the content of example/weights:2.1.0, but clusters before 1.35', { version: '1.34' }, { engine: 28 }],
  ['error compose/engine at shop/api: Docker Engine mounts the content of images from 28 on, and the files are written for 27', {}, { engine: 27 }],
  ['error compose/engine at shop/api: Docker Engine mounts the content of images from 28 on, and the files are written for 25', {}, {}],
  ['error compose/version at shop/api: Compose knows volumes of the type image from 2.35.0 on, and the files are written for 2.34.0', {}, { engine: 28, version: '2.34.0' }],
])('%s', (says, kubernetes, compose) => {
  expect(errors(REFERENCE, kubernetes, compose)).toEqual([expect.stringContaining(says)]);
});

test('its image is held to what images are held to, and its directory to what paths are', () => {
  const [kubernetes, compose] = [{}, { engine: 28 }];
  expect(errors('Example/Weights', kubernetes, compose)).toEqual([expect.stringContaining('error model/invalid-image at shop/api')]);
  expect(errors('example/weights', kubernetes, compose)).toEqual([expect.stringContaining('warning model/unpinned-image at shop/api')]);
  for (const subPath of ['/models', '../etc', '', 'a/']) expect(errors(REFERENCE, kubernetes, compose, subPath)).toEqual([expect.stringContaining(`error model/invalid-path at shop/api: A directory of an image is "${subPath}"`)]);
});
