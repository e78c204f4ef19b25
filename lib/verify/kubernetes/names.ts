import { isIP } from 'node:net';

export const LABEL_1035 = /^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?$/;
export const LABEL_1123 = /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
export const SUBDOMAIN_1123 = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** RBAC objects may be called `system:thing`; only what breaks a URL path is refused. */
export const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
export const LABEL_VALUE = /^(|[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)$/;
/** Of a ConfigMap or a Secret. */
export const DATA_KEY = /^(?!\.$)(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;

export const isAddress = (value: string): boolean => isIP(value) !== 0;

/** A name, or a name after the prefix of whoever it is of: `example.com/name`. */
export function isQualifiedKey(key: string): boolean {
  const [prefix, name, ...rest] = key.includes('/') ? key.split('/') : ['', key];
  return rest.length === 0 && QUALIFIED_NAME.test(name ?? '') && (!key.includes('/') || SUBDOMAIN_1123.test(prefix ?? ''));
}
