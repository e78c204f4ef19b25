import { mountForm, type MountForm } from './mount-form';
import { listOf, type Raw } from './raw';

/** One service whose mounts another one has too. */
export interface MountsOf {
  readonly service: string;
  readonly readOnly: boolean;
}

/** `volumes_from` of services; undefined for one of a container, of which nothing is known. */
export function volumesFrom({ volumes_from: value }: Raw): readonly MountsOf[] | undefined {
  const found = listOf(value).map((entry) => {
    const [service, mode, ...more] = String(entry).split(':');
    return service === 'container' || more.length > 0 ? undefined : { service, readOnly: mode === 'ro' };
  });
  return found.every((each) => each !== undefined) ? found : undefined;
}

/** Everything that a service mounts, that of others too; a volume without a name has that of its service and place. */
export function mountsOf(service: string, services: ReadonlyMap<string, Raw>, before: readonly string[] = []): readonly MountForm[] {
  const raw = services.get(service) ?? {};
  const isAsked = [...services.values()].some((other) => volumesFrom(other)?.some((each) => each.service === service));
  const own = listOf(raw.volumes).flatMap((entry) => mountForm(entry) ?? []).map((form) =>
    (isAsked && form.type === 'volume' && form.source === undefined ? { ...form, source: `${service}-${form.target.split('/').filter(Boolean).join('-')}` } : form));
  const forms = new Map<string, MountForm>();
  for (const form of own) if (!forms.has(form.target)) forms.set(form.target, form);
  for (const other of before.includes(service) ? [] : (volumesFrom(raw) ?? [])) {
    for (const form of mountsOf(other.service, services, [...before, service])) {
      if (!forms.has(form.target)) forms.set(form.target, { ...form, readOnly: form.readOnly || other.readOnly });
    }
  }
  return [...forms.values()];
}
