import type { Place, Problem } from '../problem';
import type { ProjectCode } from './codes';
import { fault } from './fault';
import { withDefaults } from './interpolation';
import { mountsOf, type ComposeRule, type Project, type Service } from './project';
import { at, fields, isFields, items, mappings, repeated, shown, text, texts } from '../untyped';

const RESTART = /^(no|always|unless-stopped|on-failure(:\d+)?)$/;
const DURATION = /^(\d+(\.\d+)?(ns|us|µs|μs|ms|s|m|h|d|w))+$/;
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const MEMORY = /^(\d+(?:\.\d+)?)(b|kb?|mb?|gb?|tb?)?$/i;
const CPUS = /^\d+(\.\d+)?$/;
/** The engine's own minimum. */
const SMALLEST_MEMORY = 6 * 1024 * 1024;

function* processes({ services }: Project): Iterable<Problem> {
  for (const { label, body } of services) {
    if (!['image', 'build', 'provider', 'extends'].some((field) => field in body)) yield fault('project/missing-field', label, [], 'needs image, build or provider');
    const { restart } = body;
    const policy = withDefaults(restart);
    if (restart !== undefined && (typeof restart !== 'string' || (policy !== undefined && !RESTART.test(policy)))) {
      yield fault('project/invalid-value', label, ['restart'], `restart must be no, always, unless-stopped or on-failure[:n] as a string (got ${shown(restart)})`);
    }
    for (const field of ['command', 'entrypoint']) yield* commandLine(label, field, body[field]);
    const grace = withDefaults(body['stop_grace_period']);
    if (grace !== undefined && !DURATION.test(grace)) yield fault('project/invalid-value', label, ['stop_grace_period'], `stop_grace_period ${shown(grace)} is not a duration`);
  }
}

/** What a shell would do with it; Compose drops it, and all that follows. */
const OF_A_SHELL = /(?:^|[^\\])[;&|<>]/;

/** Compose splits a text into words itself, without a shell. */
function* commandLine(label: string, field: string, value: unknown): Iterable<Problem> {
  if (typeof value !== 'string') return;
  const outside = value.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/g, '');
  if (OF_A_SHELL.test(outside)) yield fault('project/invalid-value', label, [field], `${field} ${shown(value)} is split into words without a shell, and what follows ; & | < or > is dropped`);
  else yield fault('project/ambiguous-form', label, [field], `${field} must be a list, a string is split into words without a shell`);
}

function* healthcheckTest(label: string, test: unknown): Iterable<Problem> {
  if (!Array.isArray(test)) return;
  const wrong = (detail: string): Problem => fault('project/invalid-value', label, ['healthcheck', 'test'], detail);
  const [form, ...rest] = texts(test);
  if (!['CMD', 'CMD-SHELL', 'NONE'].includes(form ?? '')) yield wrong('healthcheck test must start with CMD, CMD-SHELL or NONE');
  if (form === 'NONE' ? rest.length > 0 : rest.length === 0) {
    yield wrong(`healthcheck test ${shown(test)} has the wrong number of arguments`);
  }
  if (form === 'CMD-SHELL' && rest.length > 1) yield wrong(`CMD-SHELL takes one string, the rest of ${shown(test)} is not run`);
  if (form === 'CMD' && /\s/.test(rest[0] ?? '')) {
    yield wrong(`healthcheck ${shown(rest[0])} is one argument, but looks like a command line`);
  }
}

function* healthchecks({ services }: Project): Iterable<Problem> {
  for (const { label, body } of services) {
    const check = fields(body['healthcheck']);
    yield* healthcheckTest(label, check['test']);
    for (const field of ['interval', 'timeout', 'start_period', 'start_interval']) {
      const value = withDefaults(check[field]);
      if (value !== undefined && !DURATION.test(value)) yield fault('project/invalid-value', label, ['healthcheck', field], `healthcheck ${field} ${shown(value)} is not a duration`);
    }
    if ('start_interval' in check && !('start_period' in check)) yield fault('project/missing-field', label, ['healthcheck', 'start_interval'], 'healthcheck start_interval needs start_period');
    const retries = withDefaults(check['retries']);
    if (retries !== undefined && !/^[1-9]\d*$/.test(retries)) {
      yield fault('project/invalid-value', label, ['healthcheck', 'retries'], `healthcheck retries must be a whole number from 1 (got ${shown(retries)})`);
    }
  }
}

function* environment({ services }: Project): Iterable<Problem> {
  for (const { label, body } of services) {
    for (const field of ['environment', 'labels'] as const) {
      const entries = Array.isArray(body[field])
        ? texts(body[field]).map((entry) => [entry.split('=')[0] ?? '', entry] as const)
        : Object.entries(fields(body[field]));
      for (const name of repeated(entries.map(([name]) => name))) yield fault('project/duplicate', label, [field], `${field} ${name} is given twice`);
      for (const [name, value] of entries) {
        // A variable without a value is handed on from the operator's environment.
        const isHandedOn = field === 'environment' && value === null;
        if (typeof value !== 'string' && !isHandedOn) yield fault('project/ambiguous-form', label, [field, name], `${field} ${name} must be a string (got ${shown(value)})`);
        if (field === 'environment' && !ENV_NAME.test(name)) yield fault('project/name', label, [field, name], `${shown(name)} is not a valid variable name`);
      }
    }
  }
}

function bytesOf(value: unknown): number | undefined {
  const match = MEMORY.exec(withDefaults(value) ?? '');
  if (match === null) return undefined;
  const exponent = ['b', 'k', 'm', 'g', 't'].indexOf((match[2] ?? 'b').charAt(0).toLowerCase());
  return Number(match[1]) * 1024 ** exponent;
}

/** YAML readers disagree on numbers, and a number of memory has no unit to check. */
function* amount(label: string, place: Place, value: unknown, pattern: RegExp): Iterable<Problem> {
  if (value === undefined) return;
  const name = place.slice(-2).join(' ');
  const resolved = withDefaults(value);
  const wrong = (code: ProjectCode, detail: string): Problem => fault(code, label, place, detail);
  if (typeof value !== 'string') yield wrong('project/ambiguous-form', `${name} must be a string (got ${shown(value)})`);
  else if (resolved !== undefined && !pattern.test(resolved)) yield wrong('project/invalid-value', `${name}: ${shown(value)} is not valid`);
}

function* resources({ services }: Project): Iterable<Problem> {
  for (const { label, body } of services) {
    const declared = at(body['deploy'], 'resources');
    const memory: Record<string, unknown> = {
      shm_size: body['shm_size'],
      mem_limit: body['mem_limit'],
      mem_reservation: body['mem_reservation'],
    };
    const cpus: Record<string, unknown> = { cpus: body['cpus'] };
    for (const block of ['limits', 'reservations']) {
      memory[`${block} memory`] = at(declared, block, 'memory');
      cpus[`${block} cpus`] = at(declared, block, 'cpus');
    }
    const placeOf = (name: string): Place => (name.includes(' ') ? ['deploy', 'resources', ...name.split(' ')] : [name]);
    for (const [name, value] of Object.entries(memory)) yield* amount(label, placeOf(name), value, MEMORY);
    for (const [name, value] of Object.entries(cpus)) yield* amount(label, placeOf(name), value, CPUS);

    // None is said with a zero.
    const [limit, reservation] = [bytesOf(memory['limits memory']) || undefined, bytesOf(memory['reservations memory'])];
    if (limit !== undefined && limit < SMALLEST_MEMORY) {
      yield fault('project/invalid-value', label, placeOf('limits memory'), `memory limit ${shown(memory['limits memory'])} is below the engine's minimum of 6m`);
    }
    if (limit !== undefined && reservation !== undefined && reservation > limit) yield fault('project/conflict', label, placeOf('reservations memory'), 'reserves more memory than its limit');
    for (const device of mappings(at(declared, 'reservations', 'devices'))) {
      if ('count' in device && 'device_ids' in device) yield fault('project/conflict', label, ['deploy', 'resources', 'reservations', 'devices'], 'a device reservation has either count or device_ids');
    }
    yield* twoForms(label, body, declared);
  }
}

const LEGACY_RESOURCES = [
  ['cpus', 'limits', 'cpus'],
  ['mem_limit', 'limits', 'memory'],
  ['pids_limit', 'limits', 'pids'],
  ['mem_reservation', 'reservations', 'memory'],
] as const;

/** The older keys and the `deploy` form must say the same once the `deploy` block exists, even where it is silent. */
function* twoForms(label: string, body: Service['body'], declared: unknown): Iterable<Problem> {
  for (const [legacy, block, field] of LEGACY_RESOURCES) {
    const value = at(declared, block, field);
    if (body[legacy] !== undefined && isFields(at(declared, block)) && body[legacy] !== value) {
      yield fault('project/conflict', label, [legacy], `${legacy} and deploy.resources.${block}.${field} must be equal`);
    }
  }
  const [scale, replicas] = [body['scale'], at(body['deploy'], 'replicas')];
  if (scale !== undefined && replicas !== undefined && scale !== replicas) yield fault('project/conflict', label, ['scale'], 'scale and deploy.replicas must be equal');
}

const tmpfsTargets = (value: unknown): readonly string[] =>
  (typeof value === 'string' ? [value] : texts(items(value))).map((entry) => entry.split(':')[0] ?? '');

const normal = (path: string): string => path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');

function* mountTargets({ services }: Project): Iterable<Problem> {
  for (const service of services) {
    const { label, body, configs, secrets } = service;
    const targets = [
      ...mountsOf(service).map(({ target }) => target),
      ...tmpfsTargets(body['tmpfs']),
      ...[...configs, ...secrets].map(({ target }) => target),
    ].map(normal);
    for (const target of repeated(targets)) yield fault('project/mount', label, [], `${target} is mounted twice`);
    for (const target of targets) {
      if (!target.startsWith('/')) yield fault('project/mount', label, [], `mount target ${shown(target)} is not absolute`);
      if (target === '/') yield fault('project/mount', label, [], 'a mount at / hides the whole image');
    }
  }
}

function* platforms({ services }: Project): Iterable<Problem> {
  for (const { label, body } of services) {
    const platform = withDefaults(body['platform']);
    const built = texts(at(body['build'], 'platforms')).map(withDefaults);
    if (platform !== undefined && built.length > 0 && !built.includes(platform) && !built.includes(undefined)) yield fault('project/conflict', label, ['platform'], `platform ${platform} is not among those that are built (${built.join(', ')})`);
  }
}

function* counts({ services }: Project): Iterable<Problem> {
  for (const { label, body } of services) {
    for (const [place, value] of [[['scale'], body['scale']], [['deploy', 'replicas'], at(body['deploy'], 'replicas')]] as const) {
      if (typeof value === 'number' && value < 0) yield fault('project/invalid-value', label, place, `${place.join('.')} is less than none (${value})`);
    }
    for (const [index, device] of mappings(body['gpus']).entries()) {
      if ('count' in device && 'device_ids' in device) yield fault('project/conflict', label, ['gpus', index], 'a device reservation has either count or device_ids');
    }
    for (const [index, trigger] of mappings(at(body['develop'], 'watch')).entries()) {
      const needsTarget = !['rebuild', 'restart'].includes(text(trigger['action']) ?? '');
      if (needsTarget && trigger['target'] === undefined) yield fault('project/missing-field', label, ['develop', 'watch', index], `watching with the action ${shown(trigger['action'])} needs a target`);
    }
  }
}

function* versions({ document }: Project): Iterable<Problem> {
  if (text(document['version']) !== undefined) yield fault('project/ambiguous-form', 'version', [], 'obsolete, docker compose warns about it');
}

/** What one service may not say. */
export const SERVICE_RULES: readonly ComposeRule[] =
  [processes, healthchecks, environment, resources, mountTargets, platforms, counts, versions];
