import type { PodSpec } from '../../../lib/targets/kubernetes/api';
import { containersIn, podsOf, type Claim, type ClusterObject } from './objects';

/** What pods refer to and manifests do not have: somebody else makes it, as their head says. */
export interface OperatorsShare {
  /** Keys by the names of Secrets; none where all of it is taken. */
  readonly secrets: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same of ConfigMaps. */
  readonly configMaps: ReadonlyMap<string, ReadonlySet<string>>;
  readonly serviceAccounts: readonly string[];
  readonly claims: readonly Claim[];
}

/** What is optional is left out. */
export function operatorsShare(objects: readonly ClusterObject[]): OperatorsShare {
  const pods = podsOf(objects);
  const others = (kind: string, names: readonly string[]): readonly string[] => [...new Set(names)].filter((name) => !objects.some((object) => object.kind === kind && object.metadata.name === name));
  const keys = (kind: string, references: readonly Reference[]): ReadonlyMap<string, ReadonlySet<string>> => {
    const missing = references.filter(({ name, key }) => !objects.some((object) => object.kind === kind && object.metadata.name === name && (key === undefined || key in (object.data ?? {}) || key in (object.binaryData ?? {}))));
    return new Map(missing.map(({ name }) => [name, new Set(missing.flatMap((reference) => (reference.name === name && reference.key !== undefined ? [reference.key] : [])))]));
  };
  return {
    secrets: keys('Secret', pods.flatMap(secretsOf)),
    configMaps: keys('ConfigMap', pods.flatMap(configMapsOf)),
    serviceAccounts: others('ServiceAccount', pods.flatMap(({ serviceAccountName }) => serviceAccountName ?? [])),
    claims: others('PersistentVolumeClaim', pods.flatMap(({ volumes = [] }) => volumes.flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? [])))
      .map((name) => ({ name, spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } } })),
  };
}

/** A name, and a key that is asked for. */
interface Reference {
  readonly name: string;
  readonly key?: string;
}

/** As the API has it, with everything optional. */
interface Asked {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

function secretsOf(pod: PodSpec): readonly Reference[] {
  return [
    ...asked(containersIn(pod).flatMap(({ env = [], envFrom = [] }) => [...env.map(({ valueFrom }) => valueFrom?.secretKeyRef), ...envFrom.map(({ secretRef }) => secretRef)])),
    ...asked((pod.volumes ?? []).flatMap(({ secret }) => (secret ? itemsOf(secret.secretName, secret) : []))),
  ];
}

function configMapsOf(pod: PodSpec): readonly Reference[] {
  return [
    ...asked(containersIn(pod).flatMap(({ env = [], envFrom = [] }) => [...env.map(({ valueFrom }) => valueFrom?.configMapKeyRef), ...envFrom.map(({ configMapRef }) => configMapRef)])),
    ...asked((pod.volumes ?? []).flatMap(({ configMap }) => (configMap ? itemsOf(configMap.name, configMap) : []))),
  ];
}

function itemsOf(name: string | undefined, { items, optional }: { readonly items?: readonly { readonly key: string }[]; readonly optional?: boolean }): readonly Asked[] {
  return (items ?? [{}]).map((item) => ({ name, optional, ...item }));
}

function asked(references: readonly (Asked | undefined)[]): readonly Reference[] {
  return references.flatMap((reference) => (reference?.name !== undefined && reference.optional !== true ? [{ name: reference.name, ...(reference.key !== undefined && { key: reference.key }) }] : []));
}
