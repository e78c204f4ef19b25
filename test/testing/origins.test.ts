import { App, ConfigFile, Image, Size, Stack, Volume, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { addStacks } from '../../apps/stacks';
import { linesOf } from '../../lib/testing/line-diff';
import { partsOf } from '../../lib/testing/text-parts';

/* Which construct an object comes from, by the name that a difference gives the object. */

const app = new App();
addStacks(app);
const stacks = app.node.findAll().filter((construct) => Stack.isStack(construct));

test.each(stacks.map((stack) => ({ name: stack.node.id, stack })))('$name: each object of its outputs has one', ({ name, stack }) => {
  const { files, origins } = synthesize(stack);
  const [kubernetes, compose, model] = [`kubernetes/${name}.k8s.yaml`, `compose/${name}/compose.yaml`, `model/${name}.json`].map((file) =>
    partsOf(file, linesOf(files.get(file)!)).map((part) => part.name));
  expect(kubernetes.filter((part) => part.includes('/')).length).toBe(kubernetes.length - 1);
  expect(kubernetes.filter((part) => part !== 'comment' && !origins.has(part))).toEqual([]);
  expect(compose).toContain('services');
  expect(compose.filter((part) => /^(services|volumes|configs)\./.test(part) && !origins.has(part))).toEqual([]);
  expect(model.filter((part) => /^(workloads|volumes|configFiles)\./.test(part) && !origins.has(part))).toEqual([]);
});

test('namesakes of different kinds have their own', () => {
  const stack = new Stack(new App(), 'shop');
  const store = new Workload(stack, 'store', { image: Image.fromReference('example/store:3.0.1') });
  store.addEndpoint('store', { port: 7000 });
  // In the stack it is called store-data.
  store.addMount('/etc/store.conf', new ConfigFile(store, 'data', { fileName: 'store.conf', content: 'mode = fast\n' }));
  store.addMount('/backup', new Volume(stack, 'store-data', { size: Size.gibibytes(1) }));
  expect(Object.fromEntries(synthesize(stack).origins)).toEqual({
    'Namespace/shop': 'shop',
    'ServiceAccount/store': 'shop/store',
    'Service/store': 'shop/store',
    'Deployment/store': 'shop/store',
    'NetworkPolicy/store-ingress': 'shop/store',
    'services.store': 'shop/store',
    'files/store-data.store.conf': 'shop/store/data',
    'networks.store': 'shop/store',
    'workloads.store': 'shop/store',
    'ConfigMap/store-data': 'shop/store/data',
    'configs.store-data': 'shop/store/data',
    'configFiles.store-data': 'shop/store/data',
    'PersistentVolumeClaim/store-data': 'shop/store-data',
    'volumes.store-data': 'shop/store-data',
    'services.store-data-owner': 'shop/store-data',
  });
});

test('an entry of a fragment may be empty, as a volume often is', () => {
  const stack = new Stack(new App(), 'shop');
  stack.compose.addFragment({ volumes: { cache: null as never } });
  expect(synthesize(stack).origins.get('volumes.cache')).toBe('shop');
});
