import { App, HealthProbe, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { IMAGE } from '../lowered';

const started = (health?: HealthProbe): string | undefined => {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: IMAGE, ...(health && { health }) });
  return /up -d.*$/m.exec(synthesize(stack).files.get('report/shop.txt')!)?.[0];
};

test('what is checked by nobody is not waited for: Compose 2 ends with "has no healthcheck configured" then', () => {
  expect(started()).toBe('up -d --wait --remove-orphans');
  expect(started(HealthProbe.none())).toBe('up -d --remove-orphans');
});
