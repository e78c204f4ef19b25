import { App, Image, Size, Stack, Workload, type ImageFacts } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describedWorkload } from './described';

const imageOf = (image: Image) => describedWorkload((stack) => new Workload(stack, 'api', { image })).image;

test('an image that exists is known by its reference', () => {
  expect(imageOf(Image.fromReference('example.com:5000/a/b:1.2'))).toEqual({ kind: 'reference', reference: 'example.com:5000/a/b:1.2' });
});

describe('an image that Compose builds', () => {
  test('is called after stack and workload', () => {
    expect(imageOf(Image.fromBuild('backend'))).toEqual({ kind: 'build', reference: 'localhost/shop/api:latest', context: 'backend', args: {} });
  });

  test('takes everything as it is given', () => {
    const options = { name: 'shop/api:dev', dockerfile: 'docker/Dockerfile', target: 'production', args: { VERSION: '1', EMPTY: '' } };
    const { name, ...rest } = options;
    expect(imageOf(Image.fromBuild('.', options))).toEqual({ kind: 'build', reference: name, context: '.', ...rest });
  });

  test('has a name of its own in each workload that shares the description', () => {
    const image = Image.fromBuild('.');
    const stack = new Stack(new App(), 'shop');
    for (const id of ['a', 'b']) new Workload(stack, id, { image });
    expect(synthesize(stack).model.workloads.map((workload) => workload.containers[0].image.reference)).toEqual(['localhost/shop/a:latest', 'localhost/shop/b:latest']);
  });
});

describe('what is known of an image', () => {
  const facts: ImageFacts = {
    from: 'https://github.com/example/api/tree/v1.2.0',
    read: '2026-11-26',
    users: [{ uid: 'any', source: 'Dockerfile:3' }],
    writes: [],
    memory: { size: Size.mebibytes(2), source: 'README.md:7' },
  };
  const model = { ...facts, memory: { size: 2_097_152, source: 'README.md:7' } };

  test('is in the model, however Compose comes by the image', () => {
    expect(imageOf(Image.fromReference('a/b:1', { facts }))).toEqual({ kind: 'reference', reference: 'a/b:1', facts: model });
    expect(imageOf(Image.fromBuild('.', { facts }))).toEqual({ kind: 'build', reference: 'localhost/shop/api:latest', context: '.', args: {}, facts: model });
  });

  test('is plain data there', () => {
    const image = imageOf(Image.fromReference('a/b:1', { facts }));
    expect(JSON.parse(JSON.stringify(image))).toEqual(image);
  });

  test('is missing there when nothing is known', () => {
    expect(imageOf(Image.fromReference('a/b:1'))).not.toHaveProperty('facts');
    expect(imageOf(Image.fromBuild('.'))).not.toHaveProperty('facts');
  });
});
