import { Workload } from 'cdk8s-compose';
import { IMAGE, Lowered } from '../lowered';

test('the network of a workload without replicas is there all the same: without it Compose starts nothing at all', () => {
  const lowered = new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, replicas: 0 }).addSidecar('proxy', { image: IMAGE }));
  const replicas = (name: string): number | string | undefined => lowered.service(name).deploy?.replicas;
  expect(['api', 'api-proxy', 'api-pod'].map(replicas)).toEqual([0, 0, 1]);
});

test('what runs before a workload does not run before one without replicas', () => {
  const replicas = (count: number): number | string | undefined =>
    new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, replicas: count }).addInitContainer('seed', { image: IMAGE })).service('api-seed').deploy?.replicas;
  expect([0, 1, 3].map(replicas)).toEqual([0, 1, 1]);
});
