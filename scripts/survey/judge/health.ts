import { milliseconds } from '../../import/amounts';
import { isMapping, isScalar, pairsOf, type Raw } from '../../import/raw';
import { shellWords } from '../../import/shell-words';
import { parseTemplate, type Template } from '../../import/template';
import { verdict, worst, type Level, type Place, type Verdict } from './place';
import { compareTemplates, compareText } from './text';

/** What the engine takes where neither the file nor the image says anything. */
const DEFAULTS: Readonly<Record<string, number>> = { interval: 30_000, timeout: 30_000, start_period: 0, start_interval: 5000 };

/** What is run to ask whether it works, how often, and how long it may take. */
export function judgeHealthcheck(value: unknown, place: Place): Verdict[] {
  if (!isMapping(value)) return [verdict('healthcheck', 'none')];
  const { test, disable, ...times } = value;
  const ours: Raw = isMapping(place.output.healthcheck) ? place.output.healthcheck : {};
  if (disable === true || (Array.isArray(test) && test[0] === 'NONE')) {
    const isDisabled = ours.disable === true || (Array.isArray(ours.test) && ours.test[0] === 'NONE');
    return [verdict('healthcheck.disable', isDisabled ? 'exact' : 'none')];
  }
  const hasTest = test !== undefined && test !== null;
  // What the image asks has to be what is asked.
  const isReplaced = !hasTest && ours.test !== undefined;
  const verdicts = hasTest ? [judgeTest(test, ours.test, place)] : isReplaced ? [verdict('healthcheck.test of the image', 'none')] : [];
  const suffix = hasTest ? '' : ' without test (of the image)';
  for (const [name, given] of Object.entries(times)) {
    if (name.startsWith('x-')) continue;
    const isVariable = isScalar(given) && String(given).includes('$');
    verdicts.push(verdict(`healthcheck.${name}${isVariable ? ' with ${VAR}' : suffix}`, compareTime(name, given, ours)));
  }
  // A time that the file leaves to the engine must not become another one.
  for (const name of hasTest ? Object.keys(DEFAULTS) : []) {
    if (times[name] === undefined && ours[name] !== undefined && milliseconds(ours[name]) !== DEFAULTS[name]) verdicts.push(verdict(`healthcheck.${name} unsaid`, 'none', String(ours[name])));
  }
  if (hasTest && times.retries === undefined && ours.retries !== undefined && ours.retries !== 3) verdicts.push(verdict('healthcheck.retries unsaid', 'none'));
  return verdicts;
}

function compareTime(name: string, given: unknown, ours: Raw): Level {
  if (ours.test === undefined && !(name in ours)) return 'none';
  if (name === 'retries') return Number(given) === Number(ours.retries ?? 3) || (Number(given) === 0 && ours.retries === 3) ? 'exact' : compareText(given, ours.retries);
  const time = milliseconds(given);
  if (!(name in DEFAULTS)) return 'none';
  // Without a start period nothing asks for the interval in it.
  if (name === 'start_interval' && ours.start_period === undefined) return time === undefined ? 'none' : 'typed';
  if (time === undefined) return compareText(given, ours[name]);
  return time === (ours[name] === undefined ? DEFAULTS[name] : milliseconds(ours[name])) ? 'exact' : 'none';
}

function judgeTest(test: unknown, ours: unknown, place: Place): Verdict {
  const form = Array.isArray(test) ? test : ['CMD-SHELL', test];
  const other = Array.isArray(ours) ? ours : isScalar(ours) ? ['CMD-SHELL', ours] : undefined;
  const name = Array.isArray(test) ? `healthcheck.test ${String(form[0])}` : 'healthcheck.test string';
  if (!form.every(isScalar) || !other?.every(isScalar)) return verdict(name, 'none');
  const hasVariables = form.slice(1).some((word) => parseTemplate(String(word)).some((part) => typeof part !== 'string'));
  return verdict(`${name}${hasVariables ? ' with ${VAR}' : ''}`, compareTest(form.map(String), other.map(String), place), String(form.slice(1).join(' ')));
}

function compareTest(original: readonly string[], ours: readonly string[], place: Place): Level {
  const [[kind, ...words], [ourKind, ...ourWords]] = [original, ours];
  if (kind === ourKind && words.length === ourWords.length) {
    const level = worst(words.map((word, at) => compareText(word, ourWords[at], place.names)));
    if (level !== 'none') return level;
  }
  const script = ourKind === 'CMD-SHELL' ? ourWords.join(' ') : isShell(ourWords) ? ourWords[2] : undefined;
  if (script === undefined) return 'none';
  const level = kind === 'CMD-SHELL' ? compareScript(parseTemplate(words.join(' ')), parseTemplate(script), place) : compareInShell(words, script, place);
  return worst(['typed', level]);
}

function isShell([program, flag, ...more]: readonly string[]): boolean {
  return (program === 'sh' || program === '/bin/sh') && flag === '-c' && more.length === 1;
}

/** Words that a shell is given to run: none of them may be split again, and none may be more than a word. */
function compareInShell(words: readonly string[], script: string, place: Place): Level {
  const text = literal(parseTemplate(script));
  const split = text === undefined ? undefined : shellWords(parseTemplate(text));
  if (split?.length !== words.length || split.some(({ splits }) => splits)) return 'none';
  return worst(words.map((word, at) => compareShellText(parseTemplate(word), split[at].template, place)));
}

function compareScript(original: Template, ours: Template, place: Place): Level {
  const text = literal(ours);
  if (text === undefined) return compareTemplates(original, ours, place.names);
  const expanded = original.flatMap((part): Template => (typeof part === 'string' ? parseShell(part) : [part]));
  return compareShellText(expanded, parseShell(text), place);
}

/** A variable of the operator's may be one of the container's that has the same value. */
function compareShellText(original: Template, ours: Template, place: Place): Level {
  const environment = pairsOf(place.output.environment) ?? new Map<string, string | null>();
  if (original.length !== ours.length) return 'none';
  return worst(original.map((part, at): Level => {
    const other = ours[at];
    if (typeof part === 'string' || typeof other === 'string') return typeof part === typeof other ? compareTemplates([part], [other], place.names) : 'none';
    if (JSON.stringify(part) === JSON.stringify(other)) return 'exact';
    const value = other.operator === '' ? environment.get(other.name) : undefined;
    // What is handed on is what the operator has.
    return value === undefined ? 'none' : compareTemplates([part], parseTemplate(value ?? `\${${other.name}}`), place.names);
  }));
}

/** A shell has variables of the same form; a doubled dollar is none of them. */
function parseShell(text: string): Template {
  return text.includes('$$') ? [text] : parseTemplate(text);
}

function literal(template: Template): string | undefined {
  return template.every((part) => typeof part === 'string') ? template.join('') : undefined;
}
