import { templateOf, type ServiceDraft } from './drafts';
import { isOnlyWord } from './peers';
import { call, list, object, type Said } from './program';
import { isMapping, isScalar, listOf, pairsOf, type Raw } from './raw';

const NAME = /^[A-Za-z_][-.A-Za-z0-9_]*$/;

/** Variables of the container, and those that it gets from the operator. */
export function mapEnvironment(value: unknown, service: ServiceDraft): void {
  const pairs = pairsOf(value);
  if (!pairs) return service.leave('neither a list nor a mapping of plain values', value);
  for (const [name, text] of pairs) {
    if (!NAME.test(name)) {
      service.leave('a name that Kubernetes does not take', name, `.${name}`);
      continue;
    }
    const outcome = text === null ? service.project.variables.handOn(name) : isOnlyWord(name, text) ? service.project.variables.said([text]) : service.textOf(templateOf(text));
    if ('why' in outcome) service.leave(outcome.why, value, `.${name}`);
    else service.say(['env', name], outcome.said);
  }
}

/** Files with variables that the operator holds. */
export function mapEnvFile(value: unknown, service: ServiceDraft): void {
  const { sources, variables } = service.project;
  const said: Said[] = [];
  for (const entry of listOf(value)) {
    const { path, required = true, ...rest }: Raw = isMapping(entry) ? entry : { path: entry };
    const outcome = isScalar(path) ? variables.said(templateOf(path)) : { why: 'no file that Compose takes' };
    const [more] = Object.keys(rest);
    if ('why' in outcome) service.leave(outcome.why, entry);
    else if (more !== undefined) service.leave(`no word says ${more}`, entry);
    // Nobody knows which of the variables are secrets.
    else said.push(call('EnvFrom.secret', sources.of(String(path)), object({ file: outcome.said, ...(required === false && { optional: true }) })));
  }
  if (said.length > 0) service.say(['envFrom'], list(said));
}
