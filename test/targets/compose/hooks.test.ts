import { App, Compose, Duration, Image, Kubernetes, Stack, Workload, type ImageFacts } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

const found = (tools: ImageFacts['tools'], targets = [new Kubernetes(), new Compose()]) => {
  const stack = new Stack(new App({ targets }), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2', { facts: { from: 'https://example.com/api', read: '2026-11-26', tools } }), preStop: [{ sleep: Duration.seconds(5) }] });
  return synthesize(stack).findings.filter(({ code }) => code.includes('/hook-')).map(({ code, severity }) => `${severity} ${code}`);
};

test('whoever sleeps in Compose needs a program of the image for it, which Kubernetes does not', () => {
  const without = [{ names: ['sh'], source: 'docker export' }];
  expect(found(without)).toEqual(['error compose/hook-tool', 'info compose/hook-sleep']);
  expect(found([{ names: ['sh', 'sleep'], source: 'docker export' }])).toEqual(['info compose/hook-sleep']);
  expect(found(without, [new Kubernetes({ version: '1.30' })] as never)).toEqual([]);
  expect(found(without, [new Kubernetes({ version: '1.29' })] as never)).toEqual(['info kubernetes/hook-sleep']);
});
