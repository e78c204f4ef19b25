import { ApiObject } from 'cdk8s';
import { acknowledge, App, Image, Inventory, Secret, Size, Stack, Volume, Workload, type InventoryDocument, type InventoryProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

const image = Image.fromReference('example/api:1.0.0');

function shop(props?: InventoryProps): Stack {
  return new Stack(new App(), 'shop', { targets: [new Inventory(props)] });
}

function withVolume(stack: Stack): Stack {
  new Workload(stack, 'api', { image, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } });
  return stack;
}

const documentOf = (stack: Stack, file = 'inventory/shop.json'): InventoryDocument => JSON.parse(synthesize(stack).files.get(file)!) as InventoryDocument;
const found = (stack: Stack, code: string): string[] => synthesize(stack).findings.flatMap((finding) => (finding.code === code ? [`${finding.severity} ${finding.path}: ${finding.message}`] : []));

test('an inventory alone is written beside the model and the report', () => {
  expect([...synthesize(withVolume(shop())).files.keys()]).toEqual(['inventory/shop.json', 'model/shop.json', 'report/shop.txt', 'report/shop.json']);
});

test('the text is that of JSON.stringify, also of hostile strings', () => {
  const stack = withVolume(shop());
  new Secret(stack, 'TOKEN', { description: '" \\ \n \u2028 {} ], ${X}' });
  const text = synthesize(stack).files.get('inventory/shop.json')!;
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  expect(documentOf(stack).secrets[0].description).toBe('" \\ \n \u2028 {} ], ${X}');
});

describe('images of containers that targets add', () => {
  test('are missing, which is said once a stack, until someone names them', () => {
    expect(found(withVolume(shop()), 'inventory/added-images')).toEqual([
      'warning shop: For volume.owner a target adds containers of its own, whose images the inventory does not know.',
    ]);
    const named = withVolume(shop({ addedImages: ['busybox:1.36.1'] }));
    expect(found(named, 'inventory/added-images')).toEqual([]);
    expect(documentOf(named).otherImages).toMatchObject([{ construct: 'shop', image: { repository: 'library/busybox', tag: '1.36.1' } }]);
    expect(found(withVolume(shop({ addedImages: [] })), 'inventory/added-images')).toEqual([]);
  });

  test('can be said to be known of somewhere else', () => {
    const stack = withVolume(shop());
    acknowledge(stack, 'inventory/added-images', 'the mirror has busybox');
    expect(found(stack, 'inventory/added-images')).toEqual([expect.stringContaining('info shop')]);
  });

  test('are image references, each once', () => {
    const listed = (...addedImages: string[]): string[] => found(withVolume(shop({ addedImages })), 'inventory/image');
    expect(listed('busybox:1.36.1', 'registry.k8s.io/kubectl:v1.35.10')).toEqual([]);
    expect(listed('busy box')).toEqual(['error shop: The inventory cannot list "busy box".']);
    expect(listed('busybox', 'busybox')).toEqual(['error shop: The inventory cannot list otherImages.busybox.']);
  });
});

test('images in the pods of objects that are written as they stand are listed, each once', () => {
  const stack = shop();
  const containers = [{ name: 'a', image: 'example/a:1' }, { name: 'b', image: 'example/a:1' }];
  const template = { spec: { initContainers: [{ name: 'c', image: 'example/c:1' }], containers } };
  const cleanup = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'cleanup' }, spec: { jobTemplate: { spec: { template } } } };
  new ApiObject(stack, 'cleanup', cleanup);
  new ApiObject(stack, 'batch', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'batch' } });
  expect(documentOf(stack).otherImages.map(({ construct, image: { reference } }) => `${construct} ${reference}`)).toEqual([
    'shop/cleanup example/a:1', 'shop/cleanup example/c:1',
  ]);
  expect(found(stack, 'inventory/cluster-object')).toHaveLength(2);
});

test('a privilege stands there with its reason', () => {
  const stack = shop();
  new Workload(stack, 'api', { image, capabilities: [{ name: 'CHOWN', reason: 'hands over uploads' }] });
  const root = new Workload(stack, 'root', { image });
  root.runAsRoot('binds to a socket of the host');
  expect(documentOf(stack).containers.map(({ user, privileges }) => ({ user, privileges }))).toEqual([
    { user: 10001, privileges: [{ name: 'CHOWN', reason: 'hands over uploads' }] },
    { user: 0, privileges: [{ name: 'root', reason: 'binds to a socket of the host' }] },
  ]);
});

test('every container of a workload is listed, with what it is there for', () => {
  const stack = shop({ addedImages: [] });
  const api = new Workload(stack, 'api', { image, replicas: 2 });
  const proxy = api.addSidecar('proxy', { image: Image.fromReference('example/proxy:2.0.0') });
  proxy.addEndpoint('metrics', { port: 9100 });
  api.addInitContainer('seed', { image: Image.fromReference('example/seed:3.0.0') });
  const { containers, endpoints } = documentOf(stack);
  expect(containers.map((of) => [of.workload, of.name, of.role, of.replicas, of.image.reference, of.construct])).toEqual([
    ['api', 'api', 'main', 2, 'example/api:1.0.0', 'shop/api'],
    ['api', 'proxy', 'beside', 2, 'example/proxy:2.0.0', 'shop/api/proxy'],
    ['api', 'seed', 'before', 2, 'example/seed:3.0.0', 'shop/api/seed'],
  ]);
  expect(endpoints).toEqual([{ construct: 'shop/api', workload: 'api', container: 'proxy', name: 'metrics', port: 9100, protocol: 'tcp' }]);
});

test('an overlay has the inventory of the whole stack with it', () => {
  const stack = withVolume(shop());
  const variant = withVolume(new Stack(new App(), 'shop'));
  new Workload(variant, 'worker', { image: Image.fromReference('example/worker:1.0.0') });
  stack.addOverlay('jobs', variant);
  const imagesIn = (file: string): string[] => documentOf(stack, file).containers.map(({ image: { reference } }) => reference);
  expect(imagesIn('inventory/shop.jobs.json')).toEqual(['example/api:1.0.0', 'example/worker:1.0.0']);
  expect(imagesIn('inventory/shop.json')).toEqual(['example/api:1.0.0']);
});
