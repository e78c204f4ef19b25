import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import { isCidr, isNamespace } from '../../model/egress';
import { isPort } from '../../model/endpoint';
import { isImageReference } from '../../model/image';
import type { KubernetesCodes } from './codes';

const VERSIONS = ['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'] as const;

/** A minor version of Kubernetes. */
export type KubernetesVersion = (typeof VERSIONS)[number];

const CLASS_NAME = /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/;

/** Where the DNS of a cluster answers, as a network policy sees it. */
export interface ClusterDns {
  /**
   * Namespace of its pods, such as `kube-system`.
   * @default - any
   */
  readonly namespace?: string;

  /**
   * Addresses of what is no pod, such as a resolver on the nodes.
   * @default '169.254.0.0/16' - link-local ones, on which NodeLocal DNSCache and clouds answer
   */
  readonly cidr?: string;

  /**
   * Port on which it listens, which may be another than that of its Service: 5353 on OpenShift.
   * @default 53
   */
  readonly port?: number;
}

/** What the operator of the clusters decides once, for all stacks of an app. */
export interface KubernetesSettings {
  readonly version: KubernetesVersion;
  readonly ingressClass: string;
  readonly waitImage: string;
  readonly kubectlImage: string;
  readonly apiServer?: string;
  readonly dns: ClusterDns;
}

export const DEFAULT_SETTINGS: KubernetesSettings = {
  version: '1.28',
  ingressClass: 'nginx',
  waitImage: 'busybox:1.36.1',
  // Maintained on 2026-11-26. It waits for Jobs, which are the same on every cluster that is.
  kubectlImage: 'registry.k8s.io/kubectl:v1.36.5',
  dns: {},
};

/** Whether an init container that is restarted for ever runs beside the others: on by default from 1.29 on. */
export function hasNativeSidecars({ version }: KubernetesSettings): boolean {
  return VERSIONS.indexOf(version) >= VERSIONS.indexOf('1.29');
}

/** Finds settings that no cluster takes. */
export function checkSettings({ ingressClass, waitImage, kubectlImage, apiServer, dns }: KubernetesSettings, { model }: StackGraph, findings: Reporter<KubernetesCodes>): void {
  const report = (name: string, value: unknown): void => findings.report('kubernetes/setting', model.path, { detail: `${name} is ${JSON.stringify(value)}` });
  if (!CLASS_NAME.test(ingressClass)) report('ingressClass', ingressClass);
  if (dns.namespace !== undefined && !isNamespace(dns.namespace)) report('dns.namespace', dns.namespace);
  if (dns.cidr !== undefined && !isCidr(dns.cidr)) report('dns.cidr', dns.cidr);
  if (dns.port !== undefined && !isPort(dns.port)) report('dns.port', dns.port);
  if (apiServer !== undefined && !isCidr(apiServer)) report('apiServer', apiServer);
  for (const [name, image] of Object.entries({ waitImage, kubectlImage })) if (!isImageReference(image)) report(name, image);
}
