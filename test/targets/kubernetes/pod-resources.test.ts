import { App, Compose, Kubernetes, Size, Stack, Workload, type KubernetesProps, type KubernetesWorkloadSettings } from 'cdk8s-compose';
import { expectAgreement, synthesize } from 'cdk8s-compose/testing';
import type { Controller, PodSpec } from '../../../lib/targets/kubernetes/api';
import { IMAGE } from '../lowered';

const build = (settings: KubernetesWorkloadSettings, props: KubernetesProps = {}) => {
  const stack = new Stack(new App({ targets: [new Kubernetes(props), new Compose()] }), 'shop');
  const api = new Workload(stack, 'api', { image: IMAGE });
  api.addSidecar('proxy', { image: IMAGE });
  api.kubernetes.configure(settings);
  return stack;
};

const specOf = (stack: Stack) => (synthesize(stack).kubernetes.find(({ kind }) => kind === 'Deployment') as Controller).spec.template.spec! as PodSpec;

test.each<[string, KubernetesWorkloadSettings, object | undefined]>([
  ['both of both', { podResources: { cpu: { request: 0.5, limit: 2 }, memory: { request: Size.gibibytes(1), limit: Size.gibibytes(2) } } }, { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } }],
  ['a limit alone', { podResources: { memory: { limit: Size.mebibytes(768) } } }, { limits: { memory: '768Mi' } }],
  ['nothing', { podResources: {} }, undefined],
])('a pod has what is said of it as a whole: %s; and the outputs agree but for that', (_, settings, expected) => {
  const stack = build(settings);
  expect(specOf(stack).resources).toEqual(expected);
  expectAgreement(stack);
});

test.each<[string, KubernetesWorkloadSettings, KubernetesProps]>([
  ['clusters before 1.34 drop that, and it is written for 1.33', { podResources: { cpu: { limit: 2 } } }, { version: '1.33' }],
  ['the memory request of podResources is "128Mi", but its containers request 256Mi together', { podResources: { memory: { request: Size.mebibytes(128) } } }, {}],
  ['the cpu limit of podResources is "500m", but one of its containers may use 1 by itself', { podResources: { cpu: { limit: 0.5 } } }, {}],
  ['the cpu request of podResources is "3", but it has to be at most its limit, 2', { podResources: { cpu: { request: 3, limit: 2 } } }, {}],
  ['the cpu limit of podResources is "0", but it has to be more than 0', { podResources: { cpu: { limit: 0 } } }, {}],
])('%s is an error', (says, settings, props) => {
  expect(synthesize(build(settings, props)).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/setting', severity: 'error', path: 'shop/api', message: expect.stringContaining(says) as string }));
});

test('from 1.34 on it is written', () => {
  expect(specOf(build({ podResources: { cpu: { limit: 2 } } }, { version: '1.34' })).resources).toEqual({ limits: { cpu: '2' } });
});

test('a workload pulls with Secrets of its own, or with none, and the manifests say how they are made', () => {
  const stack = build({ imagePullSecrets: ['partner'] }, { imagePullSecrets: ['registry'] });
  new Workload(stack, 'web', { image: IMAGE });
  new Workload(stack, 'open', { image: IMAGE }).kubernetes.configure({ imagePullSecrets: [] });
  const { kubernetes, files } = synthesize(stack);
  const pulling = (kubernetes.filter(({ kind }) => kind === 'Deployment') as Controller[]).map(({ metadata, spec }) => [metadata.name, spec.template.spec!.imagePullSecrets?.map(({ name }) => name)]);
  expect(Object.fromEntries(pulling)).toEqual({ api: ['partner'], open: undefined, web: ['registry'] });
  const commands = files.get('kubernetes/shop.k8s.yaml')!.split('\n').filter((line) => line.includes('create secret docker-registry')).map((line) => /docker-registry (\S+)/.exec(line)?.[1]);
  expect(commands).toEqual(['partner', 'registry']);
});
