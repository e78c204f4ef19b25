/** What the operator of the clusters decides once, for all stacks of an app. */
export interface KubernetesSettings {
  readonly ingressClass: string;
  readonly waitImage: string;
  readonly kubectlImage: string;
}

export const DEFAULT_SETTINGS: KubernetesSettings = {
  ingressClass: 'nginx',
  waitImage: 'busybox:1.36.1',
  kubectlImage: 'registry.k8s.io/kubectl:v1.28.15',
};
