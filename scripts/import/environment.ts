import { templateOf, type ServiceDraft } from './drafts';
import { pairsOf } from './raw';

/** Variables of the container, and those that it gets from the operator. */
export function mapEnvironment(value: unknown, service: ServiceDraft): void {
  const pairs = pairsOf(value);
  if (!pairs) return service.leave('neither a list nor a mapping of plain values', value);
  for (const [name, text] of pairs) {
    if (text !== null) {
      service.sayText(['env', name], templateOf(text), `.${name}`);
      continue;
    }
    const outcome = service.project.variables.handOn(name);
    if ('why' in outcome) service.leave(outcome.why, value, `.${name}`);
    else service.say(['env', name], outcome.said);
  }
}
