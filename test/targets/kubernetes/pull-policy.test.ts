import { Image, Workload } from 'cdk8s-compose';
import { Lowered } from '../lowered';

test.each([
  ['example/app:1.0.0', 'IfNotPresent'],
  ['example/app:latest', 'Always'],
  ['example/app', 'Always'],
  ['registry.example.com:5000/app', 'Always'],
  [`example/app@sha256:${'0a'.repeat(32)}`, 'IfNotPresent'],
  [`example/app:latest@sha256:${'0a'.repeat(32)}`, 'IfNotPresent'],
  ['localhost/shop/app:latest', 'IfNotPresent'],
])('%s is asked for: %s', (reference, policy) => {
  const lowered = new Lowered((stack) => new Workload(stack, 'api', { image: Image.fromReference(reference) }));
  expect(lowered.container('api').imagePullPolicy).toBe(policy);
});
