import { fields, isFields, items, mappings, plain, texts, type Fields } from '../../untyped';
import { durationOf } from '../amounts';
import { expand } from '../kubelet-expansion';
import { symbolOf } from '../operator';
import { questionOf as questionOfClient } from '../probe-question';
import { httpProbe } from '../reading';
import { programOf, shellScriptOf, simpleWords } from './words';

/** How a program is asked whether it works. */
export interface Check {
  /** In the words of both formats: `http 8000 /health`, `tcp 5432`, `exec redis-cli ping`. */
  readonly asks: string;
  /** Seconds and counts that are said; what is missing is a default. */
  readonly period?: number;
  readonly timeout?: number;
  readonly failures?: number;
  /** Where it is said, in the container or service. */
  readonly field: string;
}

type Known = ReadonlyMap<string, string>;

/** What a kubelet asks: whether a container is ready, or else whether it lives. */
export function checkOfContainer(body: Fields, known: Known): Check | undefined {
  const field = ['readinessProbe', 'livenessProbe', 'startupProbe'].find((name) => isFields(body[name]));
  if (field === undefined) return undefined;
  const probe = fields(body[field]);
  const { exec, httpGet, tcpSocket, grpc } = probe;
  if (![exec, httpGet, tcpSocket, grpc].some(isFields)) return undefined;
  const port = (value: unknown): string => plain(mappings(body['ports']).find(({ name }) => name === value)?.['containerPort'] ?? value);
  const asks = isFields(exec)
    ? questionOf(texts(exec['command']).map((word) => expand(word, known)), known)
    : isFields(httpGet)
      ? httpProbe(port(httpGet['port']), plain(httpGet['path'] ?? '/'), httpGet['scheme'] === 'HTTPS')
      : isFields(tcpSocket)
        ? `tcp ${port(tcpSocket['port'])}`
        : `grpc ${port(fields(grpc)['port'])}`;
  return { asks, field, ...said('period', probe['periodSeconds']), ...said('timeout', probe['timeoutSeconds']), ...said('failures', probe['failureThreshold']) };
}

/** What the engine asks. */
export function checkOfService({ healthcheck }: Fields, known: Known): Check | undefined {
  const check = fields(healthcheck);
  const [form, ...words] = items(check['test']).map(plain);
  if (form === undefined || form === 'NONE' || check['disable'] === true) return undefined;
  const seconds = (value: unknown): number | undefined => (value === undefined ? undefined : Math.max(1, Math.ceil(durationOf(value) / 1000)));
  return {
    asks: form === 'CMD-SHELL' ? questionOf(['sh', '-c', words.join(' ')], known) : questionOf(words, known),
    field: 'healthcheck',
    ...said('period', seconds(check['interval'])),
    ...said('timeout', seconds(check['timeout'])),
    ...said('failures', check['retries']),
  };
}

function said<Name extends string>(name: Name, value: unknown): { readonly [N in Name]?: number } {
  return (Number.isFinite(Number(value ?? NaN)) ? { [name]: Number(value) } : {}) as { readonly [N in Name]?: number };
}

const OWN_URL = /\bhttp(s)?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]|\$\{?HOSTNAME\}?)(?::(\d+))?(\/[^\s"'`)>|;]*)?/;
const HTTP_CLIENTS = /\b(?:curl|wget|fetch|urlopen|http\.get|requests\.get|httpx\.get|HttpClient)\b/;
const DEVICE = /\/dev\/tcp\/(?:localhost|127\.0\.0\.1)\/(\d+)/;
/** What says only how the end is told, which both take from the exit code. */
const ENDING = /\s*(?:(?:\d?|&)>+\s*(?:\/dev\/null|&\d))*\s*(?:\|\|\s*(?:exit \d+|false)\s*)?;?\s*$/;

/** What a command in the container asks. */
export function questionOf(words: readonly string[], known: Known): string {
  const shell = shellScriptOf(words, known);
  const script = (shell ?? words.join(' ')).replace(/\s+/g, ' ').replace(ENDING, '').replace(/\s*(?:\d?|&)>+\s*(?:\/dev\/null|&\d)/g, '').trim();
  const url = OWN_URL.exec(script);
  // What is done with the answer is another question.
  if (url && HTTP_CLIENTS.test(script) && !/\| *grep/.test(script)) return httpProbe(url[2] ?? (url[1] === undefined ? '80' : '443'), url[3] ?? '/', url[1] !== undefined);
  const device = DEVICE.exec(script);
  if (device) {
    const path = /GET (\S+) HTTP/.exec(script)?.[1];
    return path === undefined ? `tcp ${device[1]}` : httpProbe(device[1], path);
  }
  // What is in a variable that nobody says is not known.
  const simple = shell === undefined ? words : simpleWords(script.replace(/^exec /, '').replace(/"?\$(?:\w+|\{\w+\})"?/g, symbolOf('variable')));
  const client = simple && /^(?:python|node)$/.test(programOf(simple[0] ?? '')) ? /^(?:http \d+ \S+(?: over TLS)?|tcp \d+)/.exec(questionOfClient(simple))?.[0] : undefined;
  if (client !== undefined) return client;
  return `exec ${simple === undefined ? script : clientQuestion(simple)}`;
}

/** Clients of servers ask the same whoever they say they are. */
function clientQuestion(words: readonly string[]): string {
  const [program, ...rest] = [programOf(words[0] ?? ''), ...words.slice(1)];
  switch (program) {
    case 'nc':
      return /^\d+$/.test(rest.at(-1) ?? '') ? `connection to ${rest.at(-1)}` : words.join(' ');
    case 'pg_isready':
      return ['pg_isready', ...optionsOf(rest, ['-p', '--port'])].join(' ');
    case 'mysqladmin':
    case 'mariadb-admin':
      return `mysqladmin ${rest.find((word) => /^[a-z]+$/.test(word) && word !== 'localhost') ?? ''}`;
    case 'redis-cli':
    case 'valkey-cli':
      return `redis-cli ${without(rest, ['-a', '--pass', '-h', '--user'], ['--no-auth-warning']).join(' ')}`;
    default:
      return [program, ...rest].join(' ');
  }
}

function optionsOf(words: readonly string[], names: readonly string[]): readonly string[] {
  return words.filter((word, index) => names.includes(word) || names.includes(words[index - 1] ?? ''));
}

function without(words: readonly string[], withValue: readonly string[], alone: readonly string[]): readonly string[] {
  return words.filter((word, index) => !withValue.includes(word) && !withValue.includes(words[index - 1] ?? '') && !alone.includes(word));
}
