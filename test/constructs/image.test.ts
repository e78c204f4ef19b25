import { Image, Stack, Workload, App } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describedWorkload } from './described';

const imageOf = (image: Image) => describedWorkload((stack) => new Workload(stack, 'api', { image })).image;

test('an image that exists is known by its reference', () => {
  expect(imageOf(Image.fromReference('example.com:5000/a/b:1.2'))).toEqual({ kind: 'reference', reference: 'example.com:5000/a/b:1.2' });
});

describe('an image that Compose builds', () => {
  test('is called after stack and workload', () => {
    expect(imageOf(Image.fromBuild('backend'))).toEqual({ kind: 'build', reference: 'shop/api:latest', context: 'backend', args: {} });
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
    expect(synthesize(stack).model.workloads.map((workload) => workload.image.reference)).toEqual(['shop/a:latest', 'shop/b:latest']);
  });
});
