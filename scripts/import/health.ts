import { timeOf, whole } from './amounts';
import { templateOf, type ServiceDraft } from './drafts';
import { call, list, object, type Said } from './program';
import { isMapping, isScalar, pairsOf } from './raw';
import { parseTemplate, plainText, type Template } from './template';

/** What the engine takes where nothing is said. */
const DEFAULTS = { interval: 30_000, timeout: 30_000, start_period: 0, start_interval: 5000 };

const OPTIONS = { interval: 'interval', timeout: 'timeout', start_period: 'startPeriod', start_interval: 'startInterval' } as const;

/** A check, and its times. */
export function mapHealthcheck(value: unknown, service: ServiceDraft): void {
  if (!isMapping(value)) return service.leave('no healthcheck that Compose takes', value);
  const { test, disable, retries, ...times } = value;
  if (disable === true || (Array.isArray(test) && test[0] === 'NONE')) return service.say(['health'], call('HealthProbe.none'));
  const command = test === undefined || test === null ? undefined : commandOf(test, service);
  if (command && 'why' in command) return service.leave(command.why, test, '.test');
  const options: Record<string, Said> = {};
  for (const [name, option] of Object.entries(OPTIONS) as [keyof typeof OPTIONS, string][]) {
    const given = times[name];
    const isGiven = given !== undefined && given !== null;
    // Of what is not said of its check the image decides.
    if (!isGiven && !command) continue;
    const time = service.chosen(isGiven ? given : `${DEFAULTS[name]}ms`, timeOf);
    if ('why' in time) service.leave('a time is plain', given, `.${name}`);
    else options[option] = time.said;
  }
  const isTried = retries !== undefined && retries !== null;
  // The engine takes 0 for its default.
  const number = service.chosen(isTried && retries !== 0 ? retries : 3, whole);
  if ('why' in number) service.leave('a number is plain', retries, '.retries');
  else if (isTried || command) options.retries = number.said;
  for (const [name, given] of Object.entries(times)) if (!(name in OPTIONS) && !name.startsWith('x-')) service.leave('no word says it', given, `.${name}`);
  service.say(['health'], command ? call('HealthProbe.fromCommand', list(command.said), object(options)) : call('HealthProbe.fromImage', object(options)));
}

/** What is waited for until it is healthy, and says nothing of a check, has that of its image. */
export function mapAwaitedHealth(service: ServiceDraft): void {
  if (service.project.checked.has(service.service) && !isMapping(service.raw.healthcheck)) service.say(['health'], call('HealthProbe.fromImage'));
}

type Outcome = { readonly said: readonly Said[] } | { readonly why: string };

function commandOf(test: unknown, service: ServiceDraft): Outcome {
  const form = Array.isArray(test) ? test : ['CMD-SHELL', test];
  if (!form.every(isScalar)) return { why: 'no test that Compose takes' };
  const [kind, ...words] = form.map(String);
  if (kind === 'CMD-SHELL') return inShell(templateOf(words.join(' ')), service);
  if (kind !== 'CMD' || words.length === 0) return { why: 'no test that Compose takes' };
  const plain = words.map((word) => plainText(templateOf(word)));
  if (plain.every((word) => word !== undefined)) return { said: plain };
  // What the container has in its environment a shell can put there.
  return inShell(words.flatMap((word, at): Template => [...(at > 0 ? [' '] : []), ...quoted(templateOf(word))]), service);
}

/** A probe may name no variable of the operator's, but one of the container: one that has the same value, or one that gets it. */
function inShell(template: Template, service: ServiceDraft): Outcome {
  const environment = pairsOf(service.raw.environment) ?? new Map<string, string | null>();
  let script = '';
  for (const part of template) {
    if (typeof part === 'string') {
      script += part;
      continue;
    }
    const wanted = JSON.stringify([part]);
    let own = [...environment].find(([name, value]) => /^[A-Za-z_]\w*$/.test(name) && JSON.stringify(parseTemplate(value ?? `\${${name}}`)) === wanted)?.[0];
    if (own === undefined) {
      const outcome = service.textOf([part]);
      if ('why' in outcome) return outcome;
      own = `CHECK_${part.name}`;
      service.say(['env', own], outcome.said);
    }
    script += `\${${own}}`;
  }
  return { said: ['/bin/sh', '-c', script] };
}

/** A word as a shell takes it; its variables stand between double quotes. */
function quoted(template: Template): Template {
  return template.flatMap((part): Template => (typeof part === 'string' ? [`'${part.replaceAll("'", "'\\''")}'`] : ['"', part, '"']));
}
