import type { KubernetesObject } from './api';

/** `deployment.apps/backend`, as kubectl calls it; an object of a namespace other than the stack's says which. */
export function objectName({ apiVersion, kind, metadata }: KubernetesObject, namespace?: string): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const elsewhere = metadata.namespace === undefined || metadata.namespace === namespace ? '' : ` -n ${metadata.namespace}`;
  return `${kind.toLowerCase()}${group}/${metadata.name ?? ''}${elsewhere}`;
}
