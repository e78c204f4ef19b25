import { parseAllDocuments } from 'yaml';
import type { ClaimSpec, Container, PodSpec } from '../../../lib/targets/kubernetes/api';

/** An object of manifests, as far as anything here looks at it. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: object;
  readonly data?: object;
  readonly binaryData?: object;
}

/** What pods ask for to keep things in. */
export interface Claim {
  readonly name: string;
  readonly spec: ClaimSpec;
}

/** What of a pod's maker is read. */
interface MakerSpec {
  readonly replicas?: number;
  readonly template?: { readonly spec: PodSpec };
  readonly jobTemplate?: { readonly spec: MakerSpec };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string }; readonly spec: ClaimSpec }[];
}

export function objectsIn(manifests: string): readonly ClusterObject[] {
  return parseAllDocuments(manifests).map((document) => document.toJS() as ClusterObject | null).filter((object) => object !== null);
}

/** Of everything that makes pods, and of pods themselves. */
export function podsOf(objects: readonly ClusterObject[]): readonly PodSpec[] {
  return objects.flatMap(({ kind, spec }) => {
    const { template, jobTemplate } = (spec ?? {}) as MakerSpec;
    const pod = kind === 'Pod' ? spec as PodSpec : (jobTemplate?.spec ?? { template }).template?.spec;
    return pod ? [pod] : [];
  });
}

/** All containers of a pod. */
export function containersIn({ containers, initContainers = [] }: PodSpec): readonly Container[] {
  return [...containers, ...initContainers];
}

/** Also those that a StatefulSet makes for each of its replicas. */
export function claimsOf(objects: readonly ClusterObject[]): readonly Claim[] {
  return objects.flatMap(({ kind, metadata, spec }) => {
    if (kind === 'PersistentVolumeClaim') return [{ name: metadata.name, spec: spec as ClaimSpec }];
    const { volumeClaimTemplates = [], replicas = 1 } = (spec ?? {}) as MakerSpec;
    return volumeClaimTemplates.flatMap((template) => Array.from({ length: replicas }, (_, ordinal) => ({ name: `${template.metadata.name}-${metadata.name}-${ordinal}`, spec: template.spec })));
  });
}
