import { linkOf } from './aliases';
import type { ServiceDraft } from './drafts';
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
  const { services, tasks } = service.project;
  const dependencies = dependenciesOf(service.raw);
  if (!dependencies) return service.leave('no depends_on that Compose takes', value);
  for (const { service: other, condition, rest } of dependencies) {
    const raw = services.get(other);
    if (!raw) {
      service.leave('a service that another file has', value, `.${other}`);
      continue;
    }
    const isChecked = isMapping(raw.healthcheck) && raw.healthcheck.test !== undefined;
    if (condition === 'service_healthy' && !isChecked) service.leave('the check of an image of which nothing is known', value, `.${other}`);
    if (condition === 'service_completed_successfully' && !tasks.has(other)) service.leave('that what does not end has ended', value, `.${other}`);
    for (const [name, said] of Object.entries(rest)) {
      const isDefault = (name === 'required' && said === true) || (name === 'restart' && said === false);
      if (!isDefault) service.leave('no word says it', said, `.${other}.${name}`);
    }
    service.call('startAfter', { kind: 'workload', service: other });
  }
}

/** Services that are reached, and waited for. */
export function mapLinks(value: unknown, service: ServiceDraft): void {
  const { services, endpoints } = service.project;
  for (const entry of listOf(value)) {
    const [other, alias] = linkOf(entry);
    if (!services.has(other)) service.leave('a service that another file has', entry);
    else if (alias !== other && !service.project.aliases.get(other)?.includes(alias)) service.leave('a name for a peer that another one has, or none', entry);
    else {
      service.call('startAfter', { kind: 'workload', service: other });
      const [endpoint] = endpoints.get(other) ?? [];
      if (endpoint) service.connectTo(other, endpoint.name);
      else service.leave('a peer of which no port is known', entry);
    }
  }
}
