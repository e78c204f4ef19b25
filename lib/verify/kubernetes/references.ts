import { shown } from '../untyped';
import type { Cluster } from './manifests';

/** What every namespace has from the cluster. */
const FROM_CLUSTER: Readonly<Record<string, string>> = { ConfigMap: 'kube-root-ca.crt', ServiceAccount: 'default' };

/** Kinds whose objects are made out of band: by a person, who keeps them out of every file, or by an operator. */
const OUT_OF_BAND = new Set(['Secret']);

/** What is said of an object that is not among the manifests, unless it can be there all the same. */
export function missing(cluster: Cluster, kind: string, name: string): string | undefined {
  if (OUT_OF_BAND.has(kind) || FROM_CLUSTER[kind] === name || cluster.isExternal(kind, name)) return undefined;
  return `${kind} ${shown(name)}, which does not exist`;
}
