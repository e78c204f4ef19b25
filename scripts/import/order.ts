import type { ServiceDraft } from './drafts';
import { member, type Said } from './program';
import { isMapping, isScalar, listOf, type Raw } from './raw';

/** One service that another one waits for. */
export interface Dependency {
  readonly service: string;
  readonly condition: string;
  readonly rest: Raw;
}

/** `depends_on` in its long form; undefined for what is none. */
export function dependenciesOf({ depends_on: value }: Raw): readonly Dependency[] | undefined {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.every(isScalar) ? value.map((service) => ({ service: String(service), condition: 'service_started', rest: {} })) : undefined;
  if (!isMapping(value)) return undefined;
  return Object.entries(value).map(([service, said]) => {
    const { condition = 'service_started', ...rest } = isMapping(said) ? said : {};
    return { service, condition: String(condition), rest };
  });
}

/** Who comes first. */
export function mapDependsOn(value: unknown, service: ServiceDraft): void {
  const { services, tasks, checked } = service.project;
  const dependencies = dependenciesOf(service.raw);
  if (!dependencies) return service.leave('no depends_on that Compose takes', value);
  for (const { service: other, condition, rest } of dependencies) {
    const raw = services.get(other);
    if (!raw) {
      service.leave('a service that another file has', value, `.${other}`);
      continue;
    }
    const isChecked = checked.has(other);
    const options = conditionOptions(condition, isChecked, tasks.has(other));
    for (const [name, said] of Object.entries(rest)) {
      if ((name === 'required' || name === 'restart') && typeof said === 'boolean') {
        if (said !== (name === 'required')) options[name] = said;
      } else service.leave('no word says it', said, `.${other}.${name}`);
    }
    service.startAfter(other, options);
  }
}

/** What has to be said so that it waits until then. */
function conditionOptions(condition: string, isChecked: boolean, ends: boolean): Record<string, Said> {
  if (condition === 'service_started') return isChecked || ends ? { condition: member('StartCondition.STARTED') } : {};
  return condition === 'service_healthy' && isChecked && ends ? { condition: member('StartCondition.HEALTHY') } : {};
}

/** Services that are reached, and waited for. */
export function mapLinks(value: unknown, service: ServiceDraft): void {
  const { services, endpoints } = service.project;
  const ordered = new Set((dependenciesOf(service.raw) ?? []).map((dependency) => dependency.service));
  for (const entry of listOf(value)) {
    const [other, alias = other] = String(entry).split(':');
    if (!services.has(other)) service.leave('a service that another file has', entry);
    else if (alias !== other) service.leave('another name for a peer', entry);
    else {
      if (!ordered.has(other)) service.startAfter(other, {});
      const [endpoint] = endpoints.get(other) ?? [];
      if (endpoint) service.connectTo(other, endpoint.name);
      else service.leave('a peer of which no port is known', entry);
    }
  }
}
