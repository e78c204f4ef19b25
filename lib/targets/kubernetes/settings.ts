import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import { isImageReference } from '../../model/image';
import type { KubernetesCodes } from './codes';

const VERSIONS = ['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'] as const;

/** A minor version of Kubernetes. */
export type KubernetesVersion = (typeof VERSIONS)[number];

const CLASS_NAME = /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/;

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
  // Maintained on 2026-11-26. It waits for Jobs, which are the same on every cluster that is.
  kubectlImage: 'registry.k8s.io/kubectl:v1.36.5',
};

/** Whether an init container that is restarted for ever runs beside the others: on by default from 1.29 on. */
export function hasNativeSidecars({ version }: KubernetesSettings): boolean {
  return VERSIONS.indexOf(version) >= VERSIONS.indexOf('1.29');
}

/** Finds settings that no cluster takes. */
export function checkSettings({ version, ingressClass, ...images }: KubernetesSettings, { model }: StackGraph, findings: Reporter<KubernetesCodes>): void {
  const report = (name: string, value: unknown): void => findings.report('kubernetes/setting', model.path, { detail: `${name} is ${JSON.stringify(value)}` });
  if (!VERSIONS.includes(version)) report('version', version);
  if (!CLASS_NAME.test(ingressClass)) report('ingressClass', ingressClass);
  for (const [name, image] of Object.entries(images)) if (!isImageReference(image)) report(name, image);
}
