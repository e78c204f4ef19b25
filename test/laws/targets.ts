import * as fc from '../fast-check';
import { Compose, Kubernetes, type KubernetesProps } from '../../lib';
import { TARGETS } from '../../lib/targets/targets';
import type { Target } from '../../lib/targets/target';
import type { StackDescription } from './stack-description';

/** What a described stack is written for: every target of ours, Kubernetes with the settings that it says, Compose for an engine that has what it says. */
export function targetsOf({ cluster, workloads }: Pick<StackDescription, 'cluster' | 'workloads'>): readonly Target[] {
  const hasImages = workloads.some(({ mounts }) => mounts.some(({ kind }) => kind === 'image'));
  return TARGETS.map((target) => {
    if (target.name === 'kubernetes' && cluster !== undefined) return new Kubernetes(cluster);
    return target.name === 'compose' && hasImages ? new Compose({ engine: 28 }) : target;
  });
}

const given = <T>(...values: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, undefined, ...values);

/** Settings of a target. */
export const arbitraryCluster: fc.Arbitrary<KubernetesProps> = fc.record({
  version: given('1.28', '1.37'),
  ingressClass: given('nginx', 'traefik'),
  ingressAnnotations: given({ 'example.com/owner': 'platform' }),
  clusterIssuer: given('letsencrypt'),
  gateway: given({ className: 'envoy' }, { name: 'public' }, { name: 'public', namespace: 'gateways', listeners: { https: 'websecure', http: 'web' }, requestTimeout: '1h30m' }, { className: 'envoy', name: 'edge', annotations: { 'example.com/owner': 'platform' }, requestTimeout: '' }),
  storageClass: given('fast'),
  sharedStorageClass: given('nfs'),
  nodeSelector: given({ pool: 'apps' }, { 'kubernetes.io/arch': 'arm64' }),
  tolerations: given([{}], [{ key: 'dedicated', value: 'apps', effect: 'NoSchedule' as const }]),
  affinity: given({}, { podAntiAffinity: { preferred: [{ weight: 1, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname' } }] } }),
  topologySpread: given([], [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 2 }]),
  priorityClass: given('business'),
  runtimeClass: given('gvisor'),
  imagePullSecrets: given(['registry']),
  resourceQuota: given({ 'count/jobs.batch': '1000' }),
  limitRange: given({ min: { memory: '1Ki' } }),
  serviceAccount: given({ annotations: { 'example.com/role': 'apps' } }),
}).map(({ gateway, ingressClass, ingressAnnotations, clusterIssuer, ...settings }) => ({
  ...settings,
  // Ingresses or HTTPRoutes; and a Gateway that is made gets all of its certificates from one issuer or from nobody.
  ...(gateway ? { gateway } : { ingressClass, ingressAnnotations }),
  ...(gateway?.className === undefined && { clusterIssuer }),
})).map((settings) => Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as KubernetesProps);
