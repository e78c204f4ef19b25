import type { Container as ApiContainer, PodSpec as ApiPodSpec } from '../../lib/targets/kubernetes/api';
import { changes, type Fault } from './fault';
import type { Comparison } from './inside/compared';

export type Container = ApiContainer;
export type PodSpec = ApiPodSpec;

/** What a fault changes of an object. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  data?: Record<string, string>;
  readonly spec?: {
    readonly template?: { readonly metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> }; readonly spec: PodSpec };
    readonly jobTemplate?: { readonly spec: { backoffLimit?: number } };
    backoffLimit?: number;
    schedule?: string;
    strategy?: { type?: string; rollingUpdate?: object };
    type?: string;
    selector?: object;
    ports?: { name?: string; port: number; targetPort?: number | string; protocol?: string; nodePort?: number }[];
    ingress?: object[];
    egress?: object[];
    policyTypes?: string[];
  };
}

/** A fault of the first object that has a place for it. */
export function inFirst(what: string, by: Comparison, isPlace: (manifest: Manifest) => boolean, change: (manifest: Manifest) => void): Fault {
  return {
    what,
    by,
    plant: (file) => (file as readonly Manifest[]).some((manifest) => isPlace(manifest) && changes(manifest, change)),
  };
}

/** A fault of the first main container that has a place for it; a Job takes no change of what its pods are. */
export function ofContainer(what: string, by: Comparison, isPlace: (container: Container, pod: PodSpec) => boolean, change: (container: Container, pod: PodSpec) => void): Fault {
  return inFirst(what, by, (manifest) => {
    const pod = podOf(manifest);
    return pod !== undefined && isPlace(pod.containers[0], pod);
  }, (manifest) => change(podOf(manifest)!.containers[0], podOf(manifest)!));
}

/** The same of what stands in the pod. */
export function ofPod(what: string, by: Comparison, isPlace: (pod: PodSpec) => boolean, change: (pod: PodSpec) => void): Fault {
  return ofContainer(what, by, (_, pod) => isPlace(pod), (_, pod) => change(pod));
}

/** The pods that a controller makes anew when they are to be others. */
export function podOf({ kind, spec }: Manifest): PodSpec | undefined {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet' ? spec?.template?.spec : undefined;
}

/** Takes away what is mounted of volumes of a source. */
export function ofMount(what: string, source: string): Fault {
  const hasOne = (container: Container, pod: PodSpec): boolean => mountsOf(container, pod, source).length > 0;
  return ofContainer(what, 'mounts', hasOne, (container, pod) => {
    const mounts = mountsOf(container, pod, source);
    container.volumeMounts = container.volumeMounts!.filter((mount) => !mounts.includes(mount));
  });
}

export function mountsOf({ volumeMounts = [] }: Container, { volumes = [] }: PodSpec, source: string) {
  const names = new Set(volumes.filter((volume) => source in volume).map(({ name }) => name));
  return volumeMounts.filter(({ name }) => names.has(name));
}
