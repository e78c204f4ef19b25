import { isDeepStrictEqual } from 'node:util';
import { isFields, text, type Fields } from '../../untyped';
import type { KubernetesApi } from '../api/api';
import { quantityOf } from '../quantity';
import { DEFAULTS } from './defaults';

/** What a container has if it says nothing of it. */
function pullPolicyOf(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  if (name.includes('@')) return 'IfNotPresent';
  return name.includes(':') && !name.endsWith(':latest') ? 'IfNotPresent' : 'Always';
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (isFields(value) && Object.keys(value).length === 0);

/** An empty object of these types is something: `emptyDir: {}`. */
const MEANT_EMPTY = /VolumeSource$|LabelSelector$|Projection$/;

/** A value as a server keeps it, as far as two of them can be compared by it: without defaults, amounts as numbers. */
export function normal(api: KubernetesApi, type: string, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (type.startsWith('[]')) return Array.isArray(value) ? value.map((item) => normal(api, type.slice(2), item)) : value;
  if (type.startsWith('{}')) return isFields(value) ? mapped(value, (item) => normal(api, type.slice(2), item)) : value;
  if (type === 'quantity') return quantityOf(value) ?? value;
  return api.hasType(type) && isFields(value) ? object(api, type, value) : value;
}

const mapped = (value: Fields, change: (item: unknown) => unknown): Fields => Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));

function object(api: KubernetesApi, type: string, value: Fields): Fields {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const state = api.field(type, name);
    const member = state.is === 'known' ? normal(api, state.facts.type, value[name]) : value[name];
    const isMeant = state.is === 'known' && MEANT_EMPTY.test(state.facts.type) && isFields(member);
    const isDefault = isDeepStrictEqual(member, DEFAULTS[`${type}#${name}`]) || (isNothing(member) && !isMeant);
    if (!isDefault && !(type === 'core.v1.Container' && name === 'imagePullPolicy' && member === pullPolicyOf(text(value['image']) ?? ''))) kept[name] = member;
  }
  return kept;
}
