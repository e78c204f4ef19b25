import { mountForm, type MountForm } from './mount-form';
import type { Names } from './names';
import { isScalar, listOf, type Raw } from './raw';

/** A service whose mounts another one has as well. */
export interface MountsOf {
  readonly service: string;
  readonly readOnly: boolean;
}

/** An entry of `volumes_from`; undefined for a container that is no service of the file. */
export function mountsOf(entry: unknown): MountsOf | undefined {
  if (!isScalar(entry)) return undefined;
  const [service, mode, ...more] = String(entry).split(':');
  if (service === 'container' || more.length > 0 || (mode !== undefined && mode !== 'ro' && mode !== 'rw')) return undefined;
  return { service, readOnly: mode === 'ro' };
}

/** What a service mounts, by itself and of others, each target once; a volume without a name has that of its service. */
export function mountsWithOthers(service: string, services: ReadonlyMap<string, Raw>, ids: Names, seen: ReadonlySet<string> = new Set()): readonly MountForm[] {
  const raw = services.get(service);
  if (!raw || seen.has(service)) return [];
  const own = listOf(raw.volumes).flatMap((entry) => mountForm(entry) ?? []).map((form) => (form.type === 'volume' && form.source === undefined ? { ...form, source: anonymousName(service, form, ids) } : form));
  const forms = new Map(own.map((form) => [form.target, form]));
  for (const entry of listOf(raw.volumes_from)) {
    const from = mountsOf(entry);
    for (const form of from ? mountsWithOthers(from.service, services, ids, new Set([...seen, service])) : []) {
      if (!forms.has(form.target)) forms.set(form.target, { ...form, readOnly: form.readOnly || from!.readOnly });
    }
  }
  return [...forms.values()];
}

/** What a volume without a name is called after. */
export function anonymousName(service: string, { target }: MountForm, ids: Names): string {
  return `${ids.of(service)}-${target.split('/').filter(Boolean).join('-')}`;
}
