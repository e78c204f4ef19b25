import { App, Compose, Image, Size, Stack, Workload, type WorkloadProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { parse } from 'yaml';

function loggingOf(compose: Compose, props: Partial<WorkloadProps> = {}): unknown {
  const stack = new Stack(new App({ targets: [compose] }), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/app:1.0.0'), ...props });
  const document = parse(synthesize(stack).files.get('compose/shop/compose.yaml')!) as { services: { api: { logging?: unknown } } };
  return document.services.api.logging;
}

const kept = (size: string, files: string): unknown => ({ driver: 'json-file', options: { 'max-size': size, 'max-file': files } });

test('logs are kept as a kubelet keeps them, unless a container or the operator of the engine says otherwise', () => {
  expect(loggingOf(new Compose())).toEqual(kept('10m', '5'));
  expect(loggingOf(new Compose(), { logRotation: { maxSize: Size.mebibytes(1), files: 2 } })).toEqual(kept('1m', '2'));
  expect(loggingOf(new Compose({ logRotation: { maxSize: '50m', files: 3 } }))).toEqual(kept('50m', '3'));
  expect(loggingOf(new Compose({ logRotation: { maxSize: '50m', files: 3 } }), { logRotation: { files: 2 } })).toEqual(kept('10m', '2'));
  expect(loggingOf(new Compose({ logRotation: false }))).toBeUndefined();
  expect(loggingOf(new Compose({ logRotation: false }), { logRotation: { files: 2 } })).toEqual(kept('10m', '2'));
});
