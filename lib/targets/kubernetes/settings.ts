import type { KubernetesProps } from './props';
import type { KubernetesWorkloadSettings } from './workload-settings';

/** The last patch of each minor version on 2026-11-27: a client is supported one minor version from its server, and no further. */
const PATCHES = {
  '1.28': 15, '1.29': 15, '1.30': 14, '1.31': 14, '1.32': 13, '1.33': 13, '1.34': 13, '1.35': 10, '1.36': 6, '1.37': 2,
} as const;

/** A minor version of Kubernetes. */
export type KubernetesVersion = keyof typeof PATCHES;

/** Every minor version that manifests can be written for, the oldest first. */
export const KUBERNETES_VERSIONS = Object.keys(PATCHES) as readonly KubernetesVersion[];

/** What the operator of the clusters decides once, for all stacks of an app, with the defaults; or for one workload, with what that one says. */
export type KubernetesSettings = KubernetesProps & KubernetesWorkloadSettings & Required<Pick<KubernetesProps, 'version' | 'delivery' | 'waitImage' | 'kubectlImage' | 'dns'>>;

export const DEFAULT_SETTINGS: Omit<KubernetesSettings, 'kubectlImage'> = {
  // On 2026-11-26 the oldest that upstream supports: 1.34 ended on 2026-10-27, this one ends on 2027-02-28.
  version: '1.35',
  delivery: 'kubectl',
  waitImage: 'busybox:1.36.1',
  dns: {},
};

/** The kubectl that upstream publishes for clusters of a version, which it has done from 1.28 on. */
export function kubectlOf(version: KubernetesVersion): string {
  return `registry.k8s.io/kubectl:v${version}.${PATCHES[version]}`;
}

/** Whether an init container that is restarted for ever runs beside the others: on by default from 1.29 on. */
export function hasNativeSidecars(settings: KubernetesSettings): boolean {
  return isFrom('1.29', settings);
}

/** Whether AppArmor is a field of containers and no longer an annotation of their pod, of which servers then warn. */
export function hasAppArmorField(settings: KubernetesSettings): boolean {
  return isFrom('1.30', settings);
}

/** Whether a kubelet lets time pass by itself, as a hook: on by default from 1.30 on. */
export function hasSleepAction(settings: KubernetesSettings): boolean {
  return isFrom('1.30', settings);
}

/** Whether a server keeps what a pod may use as a whole: on by default from 1.34 on. */
export function hasPodResources(settings: KubernetesSettings): boolean {
  return isFrom('1.34', settings);
}

/** Whether the content of an image can be a volume: on by default from 1.35 on. */
export function hasImageVolumes(settings: KubernetesSettings): boolean {
  return isFrom('1.35', settings);
}

/** Whether a pod can have users of its own: on by default from 1.33 on. */
export function hasUserNamespaces(settings: KubernetesSettings): boolean {
  return isFrom('1.33', settings);
}

/** Whether root may be in a pod with users of its own at the level "restricted": there it is nobody on the node. */
export function allowsRootAmongOwnUsers(settings: KubernetesSettings): boolean {
  return isFrom('1.35', settings);
}

/** Which parameters of the kernel a kubelet lets every pod set since some version, by their features. */
export function safeSysctls(settings: KubernetesSettings): readonly (readonly ['security.sysctls-since-1.29' | 'security.sysctls-since-1.32', boolean])[] {
  return [['security.sysctls-since-1.29', isFrom('1.29', settings)], ['security.sysctls-since-1.32', isFrom('1.32', settings)]];
}

function isFrom(first: KubernetesVersion, { version }: KubernetesSettings): boolean {
  return KUBERNETES_VERSIONS.indexOf(version) >= KUBERNETES_VERSIONS.indexOf(first);
}
