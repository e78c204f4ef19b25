import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { isImageReference } from '../model/image';
import type { ImageFactsModel, ImagePort, ImageRoute, ImageUser, ImageVariable } from '../model/image-facts';
import { containerPathProblem } from './checkout-path';

interface Problem {
  readonly field: string;
  readonly value: string | number;
  readonly rule: string;
}

const MAX_ID = 2 ** 31 - 1;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** What is stated of an image can be looked up, and compared with something. */
export function checkImageFacts(graph: StackGraph, findings: Findings): void {
  for (const { container: { image, path } } of graph.containers) {
    if (!image.facts) continue;
    for (const problem of problemsOf(image.facts)) findings.report('model/invalid-image-facts', path, problem);
  }
}

function* problemsOf(facts: ImageFactsModel): Generator<Problem> {
  if (!isLine(facts.from)) yield { field: 'from', value: facts.from, rule: 'the repository or document that sources are relative to, on one line' };
  if (!isDay(facts.read)) yield { field: 'read', value: facts.read, rule: 'a day such as 2026-11-26' };
  yield* sourceProblems(facts);
  if (facts.base && !isImageReference(facts.base.reference)) yield { field: 'base', value: facts.base.reference, rule: 'a reference to an image' };
  if (facts.program?.words.length === 0) yield { field: 'program', value: '', rule: 'one word at least' };
  yield* pathProblems(facts);
  yield* userProblems(facts.users);
  yield* portProblems(facts.ports ?? []);
  for (const route of facts.routes ?? []) yield* routeProblems(route, facts.ports);
  for (const variable of facts.variables ?? []) yield* variableProblems(variable);
  for (const { setBy } of [...(facts.ports ?? []), ...(facts.writes ?? [])]) {
    if (setBy !== undefined && !/^--?[^\s=-]/.test(setBy) && !VARIABLE.test(setBy)) yield { field: 'setBy', value: setBy, rule: 'the name of a variable, or an option that begins with "-"' };
  }
  for (const [field, value] of Object.entries(facts.healthcheck ?? {})) {
    if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0)) yield { field: `${field} of the health check`, value, rule: 'a finite time of at least 0 ms' };
  }
  for (const name of facts.tools?.flatMap(({ names }) => names) ?? []) {
    if (!/^[^\s/]+$/.test(name) && containerPathProblem(name) !== undefined) yield { field: 'the name of a tool', value: name, rule: 'one word, or an absolute path' };
  }
  if (facts.memory && !(Number.isInteger(facts.memory.size) && facts.memory.size > 0)) yield { field: 'memory', value: facts.memory.size, rule: 'a whole number of bytes, 1 or more' };
}

/** Whatever is stated has a source: that is what makes it a fact. */
function* sourceProblems(facts: ImageFactsModel): Generator<Problem> {
  for (const [name, value] of Object.entries(facts) as [string, unknown][]) {
    if (typeof value !== 'object' || value === null) continue;
    for (const fact of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const { source } = fact as { readonly source?: unknown };
      if (typeof source !== 'string' || !isLine(source)) yield { field: `the source of ${name}`, value: String(source ?? ''), rule: 'a file and line, or an address, on one line' };
    }
  }
}

function* pathProblems({ workingDirectory, writes = [], contents = [] }: ImageFactsModel): Generator<Problem> {
  const fields = [
    ...(workingDirectory && workingDirectory.path !== '/' ? [['the working directory', workingDirectory.path]] : []),
    ...writes.map(({ path }) => ['the path of a write', path]),
    ...contents.map(({ path }) => ['the path of a content', path]),
  ];
  for (const [field, value] of fields) {
    const rule = containerPathProblem(value);
    if (rule !== undefined) yield { field, value, rule };
  }
}

function* userProblems(users: readonly ImageUser[] | undefined): Generator<Problem> {
  if (!users) return;
  if (users.length === 0) yield { field: 'users', value: '', rule: 'one at least: an image that no user can run is of no use' };
  for (const { uid, gid, becomes, reason } of users) {
    if (uid !== 'any' && !isId(uid, 0)) yield { field: 'the uid of a user', value: uid, rule: '"any", or a whole number, 0 or more' };
    if (gid !== undefined && !isId(gid, 0)) yield { field: 'the gid of a user', value: gid, rule: 'a whole number, 0 or more' };
    if (becomes !== undefined && (uid !== 0 || !isId(becomes, 1))) yield { field: `what the user ${uid} becomes`, value: becomes, rule: 'a whole number, 1 or more, of the user 0, who alone can become another' };
    if (reason !== undefined && uid !== 0) yield { field: `the reason for the user ${uid}`, value: reason, rule: 'of the user 0: others need none' };
  }
}

function* portProblems(ports: readonly ImagePort[]): Generator<Problem> {
  const seen = new Set<string>();
  for (const { port, protocol = 'tcp' } of ports) {
    if (!Number.isInteger(port) || port < 1 || port > 65535) yield { field: 'a port', value: port, rule: 'a whole number from 1 to 65535' };
    if (seen.has(`${port}/${protocol}`)) yield { field: 'a port', value: `${port}/${protocol}`, rule: 'stated once' };
    seen.add(`${port}/${protocol}`);
  }
}

function* routeProblems({ path, method, port, status }: ImageRoute, ports: readonly ImagePort[] | undefined): Generator<Problem> {
  if (!/^\/[^\s*?#]*(?:(?<=\/)\*)?$/.test(path)) yield { field: 'the path of a route', value: path, rule: 'a path without a query, with "*" only behind its last "/"' };
  if (method !== undefined && !/^[A-Z]+$/.test(method)) yield { field: `the method of ${path}`, value: method, rule: 'in upper case' };
  if (port !== undefined && ports && !ports.some((known) => known.port === port)) yield { field: `the port of ${path}`, value: port, rule: 'one of the ports that are stated' };
  if (status !== undefined && !(Number.isInteger(status) && status >= 100 && status <= 599)) yield { field: `the status of ${path}`, value: status, rule: 'a status of HTTP, 100 to 599' };
}

function* variableProblems({ name, alternatives = [], pattern }: ImageVariable): Generator<Problem> {
  for (const variable of [name, ...alternatives]) {
    if (!VARIABLE.test(variable)) yield { field: 'the name of a variable', value: variable, rule: 'letters, digits and "_"' };
  }
  if (pattern === undefined) return;
  try {
    new RegExp(pattern, 'u');
  } catch {
    yield { field: `the pattern of ${name}`, value: pattern, rule: 'a regular expression' };
  }
}

function isId(value: number, minimum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= MAX_ID;
}

function isLine(text: string): boolean {
  return /^\S(?:.*\S)?$/.test(text);
}

/** Whether the calendar has it. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
