import type { Container } from '../../../lib/targets/kubernetes/api';
import { must } from '../command';
import { expandedBy } from './started-as';

/** What the objects of a namespace hold, in clear, by kind and name, as `Secret desk-secrets`. */
export type Held = ReadonlyMap<string, Readonly<Record<string, string>>>;

interface Holder {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
}

export function heldIn(namespace: string): Held {
  const { items } = JSON.parse(must(['kubectl', '-n', namespace, 'get', 'configmaps,secrets', '-o', 'json'])) as { readonly items: readonly Holder[] };
  const clear = (kind: string, value: string): string => (kind === 'Secret' ? Buffer.from(value, 'base64').toString() : value);
  return new Map(items.map(({ kind, metadata: { name }, data = {} }) => [`${kind} ${name}`, Object.fromEntries(Object.entries(data).map(([key, value]) => [key, clear(kind, value)]))]));
}

/**
 * The variables that the API says a container is given, beside those of its image: what has ended has no process that could be asked.
 * Every text may refer to those that stand before it.
 */
export function variablesOf({ env = [], envFrom = [] }: Pick<Container, 'env' | 'envFrom'>, held: Held): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const { prefix = '', configMapRef, secretRef } of envFrom) {
    const of = held.get(configMapRef ? `ConfigMap ${configMapRef.name}` : `Secret ${secretRef?.name}`) ?? {};
    for (const [key, value] of Object.entries(of)) variables.set(`${prefix}${key}`, value);
  }
  for (const { name, value = '', valueFrom } of env) {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    const of = configMapKeyRef ? held.get(`ConfigMap ${configMapKeyRef.name}`)?.[configMapKeyRef.key] : held.get(`Secret ${secretKeyRef?.name}`)?.[secretKeyRef?.key ?? ''];
    const given = valueFrom ? of : expandedBy(value, (other) => variables.get(other));
    if (given === undefined) variables.delete(name);
    else variables.set(name, given);
  }
  return variables;
}
