import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import { isImageReference } from '../../model/image';
import type { KubernetesCodes } from './codes';

/** Every minor version that manifests can be written for, the oldest first. */
export const KUBERNETES_VERSIONS = ['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'] as const;

/** A minor version of Kubernetes. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

const CLASS_NAME = /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/;

/** What the operator of the clusters decides once, for all stacks of an app. */
export interface KubernetesSettings {
  readonly version: KubernetesVersion;
  readonly ingressClass: string;
  readonly waitImage: string;
  readonly kubectlImage: string;
}

export const DEFAULT_SETTINGS: KubernetesSettings = {
  // On 2026-11-26 the oldest that upstream supports: 1.34 ended on 2026-10-27, this one ends on 2027-02-28.
  version: '1.35',
  ingressClass: 'nginx',
  waitImage: 'busybox:1.36.1',
  // Maintained on 2026-11-26. It waits for Jobs, which are the same on every cluster that is.
  kubectlImage: 'registry.k8s.io/kubectl:v1.36.5',
};

/** Whether an init container that is restarted for ever runs beside the others: on by default from 1.29 on. */
export function hasNativeSidecars(settings: KubernetesSettings): boolean {
  return isFrom('1.29', settings);
}

/** Whether AppArmor is a field of containers and no longer an annotation of their pod, of which servers then warn. */
export function hasAppArmorField(settings: KubernetesSettings): boolean {
  return isFrom('1.30', settings);
}

function isFrom(first: KubernetesVersion, { version }: KubernetesSettings): boolean {
  return KUBERNETES_VERSIONS.indexOf(version) >= KUBERNETES_VERSIONS.indexOf(first);
}

/** Finds settings that no cluster takes. */
export function checkSettings({ ingressClass, waitImage, kubectlImage }: KubernetesSettings, { model }: StackGraph, findings: Reporter<KubernetesCodes>): void {
  const report = (name: string, value: unknown): void => findings.report('kubernetes/setting', model.path, { detail: `${name} is ${JSON.stringify(value)}` });
  if (!CLASS_NAME.test(ingressClass)) report('ingressClass', ingressClass);
  for (const [name, image] of Object.entries({ waitImage, kubectlImage })) if (!isImageReference(image)) report(name, image);
}
