import { App, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { App as Cdk8sApp, ApiObject } from 'cdk8s';
import type { Controller } from '../../lib/targets/kubernetes/api';
import { IMAGE } from '../targets/lowered';

describe('labels and annotations of an app', () => {
  const app = new App({ labels: { team: 'shop', 'example.com/cost-centre': '4711' }, annotations: { 'example.com/owner': 'floor 2' } });
  const stack = new Stack(app, 'shop', { labels: { team: 'payments' } });
  new Workload(stack, 'api', { image: IMAGE });
  new ApiObject(stack, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
  const { kubernetes, compose } = synthesize(stack);

  test('are those of every object of its stacks, unless a stack says otherwise', () => {
    for (const { kind, metadata } of kubernetes as Controller[]) {
      expect([kind, metadata.labels]).toEqual([kind, expect.objectContaining({ team: 'payments', 'example.com/cost-centre': '4711' })]);
    }
    expect((kubernetes.find(({ kind }) => kind === 'Deployment') as Controller).spec.template.metadata).toMatchObject({ labels: { team: 'payments' }, annotations: { 'example.com/owner': 'floor 2' } });
  });

  test('are those of services, too', () => {
    expect(compose?.services['api'].labels).toMatchObject({ team: 'payments', 'example.com/cost-centre': '4711', 'example.com/owner': 'floor 2' });
  });
});

test('an app of cdk8s says nothing of stacks', () => {
  const stack = new Stack(new Cdk8sApp(), 'shop');
  new Workload(stack, 'api', { image: IMAGE });
  expect(synthesize(stack).model).not.toHaveProperty('labels');
});
