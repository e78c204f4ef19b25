/** A minor version of Kubernetes. */
export type KubernetesVersion = '1.28' | '1.29' | '1.30' | '1.31' | '1.32' | '1.33' | '1.34' | '1.35' | '1.36' | '1.37';

/** What the operator of the clusters decides once, for all stacks of an app. */
export interface KubernetesSettings {
  readonly version: KubernetesVersion;
  readonly ingressClass: string;
  readonly waitImage: string;
  readonly kubectlImage: string;
}

export const DEFAULT_SETTINGS: KubernetesSettings = {
  version: '1.28',
  ingressClass: 'nginx',
  waitImage: 'busybox:1.36.1',
  kubectlImage: 'registry.k8s.io/kubectl:v1.28.15',
};

/** Whether an init container that is restarted for ever runs beside the others: on by default from 1.29 on. */
export function hasNativeSidecars({ version }: KubernetesSettings): boolean {
  return Number(version.split('.')[1]) >= 29;
}
