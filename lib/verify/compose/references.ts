import type { Problem } from '../problem';
import { fault } from './fault';
import { withDefaults } from './interpolation';
import { mountsOf, sharedWith, type ComposeRule, type Project, type Service } from './project';
import { at, fields, isFields, repeated, shown, text, texts } from '../untyped';

function* declarations(project: Project): Iterable<Problem> {
  const has = (element: string, name: string): boolean => name in project.declared(element);
  for (const service of project.services) {
    const { label, networks, configs, secrets } = service;
    for (const name of networks) {
      if (name !== 'default' && !has('networks', name)) yield fault('project/missing-reference', label, ['networks', name], `network ${shown(name)} is not declared`, [`networks.${name}`]);
    }
    const models = Array.isArray(service.body['models']) ? texts(service.body['models']) : Object.keys(fields(service.body['models']));
    for (const name of models) {
      if (!has('models', name)) yield fault('project/missing-reference', label, ['models'], `model ${shown(name)} is not declared`, [`models.${name}`]);
    }
    for (const [index, { type, source }] of mountsOf(service).entries()) {
      if (type === 'volume' && source !== undefined && withDefaults(source) === source && !has('volumes', source)) yield fault('project/missing-reference', label, ['volumes', index], `volume ${shown(source)} is not declared`, [`volumes.${source}`]);
      if (type === 'bind' && source === undefined) yield fault('project/missing-field', label, ['volumes', index], 'a bind mount needs a source');
    }
    for (const [element, grants] of [['configs', configs], ['secrets', secrets]] as const) {
      for (const [index, { source }] of grants.entries()) {
        if (!has(element, source)) yield fault('project/missing-reference', label, [element, index], `${element.slice(0, -1)} ${shown(source)} is not declared`, [`${element}.${source}`]);
      }
    }
  }
}

/** Every service another one needs, whether it says so or shares a namespace or volumes with it. */
function neighbours({ body, dependencies }: Service): readonly string[] {
  const shared = ['network_mode', 'ipc', 'pid'].map((field) => sharedWith(body[field])).filter((name) => name !== undefined);
  const lists = ['volumes_from', 'links'].flatMap((field) => texts(body[field])).filter((entry) => !entry.startsWith('container:'));
  return [...dependencies.map(({ name }) => name), ...shared, ...lists.map((entry) => entry.split(':')[0] ?? '')];
}

function* neighboursExist(project: Project): Iterable<Problem> {
  for (const service of project.services) {
    const optional = new Set(service.dependencies.filter(({ required }) => !required).map(({ name }) => name));
    for (const name of new Set(neighbours(service))) {
      if (optional.has(name) && project.isOff(name)) continue;
      if (project.find(name) === undefined) yield fault('project/missing-reference', service.label, [], `refers to service ${shown(name)}, which does not exist`, [`services.${name}`]);
    }
  }
}

function hasHealthcheck({ body }: Service): boolean {
  const { test, disable } = fields(body['healthcheck']);
  // Without a command it is the image's own, with other times.
  if (test === undefined && isFields(body['healthcheck'])) return disable !== true;
  const none = test === 'NONE' || (Array.isArray(test) && test[0] === 'NONE');
  return test !== undefined && !none && disable !== true;
}

const NEVER_ENDS = ['always', 'unless-stopped'];

function* conditions(project: Project): Iterable<Problem> {
  for (const { label, dependencies, profiles } of project.services) {
    for (const { name, condition, required } of dependencies) {
      const dependency = project.find(name);
      if (dependency === undefined) continue;
      if (condition === 'service_healthy' && !hasHealthcheck(dependency)) {
        // What the image has is not known, unless it is switched off.
        yield fault(dependency.body['healthcheck'] === undefined ? 'project/ambiguous-form' : 'project/order', label, ['depends_on', name], `waits for ${name} to be healthy, but it has no healthcheck`, [dependency.label]);
      }
      const restart = text(dependency.body['restart']) ?? 'no';
      if (condition === 'service_completed_successfully' && NEVER_ENDS.includes(restart)) {
        yield fault('project/order', label, ['depends_on', name], `waits for ${name} to complete, but it has restart: ${restart}`, [dependency.label]);
      }
      const enabledTogether = dependency.profiles.length === 0
        || (profiles.length > 0 && profiles.every((profile) => dependency.profiles.includes(profile)));
      if (required && !enabledTogether) yield fault('project/order', label, ['depends_on', name], `depends on ${name}, which may be off by its profiles`, [dependency.label]);
    }
  }
}

/** Depth-first search; a cycle is reported once, from its first member in file order. */
function* cycles(project: Project): Iterable<Problem> {
  const done = new Set<string>();
  function* visit(name: string, path: readonly string[]): Iterable<Problem> {
    if (path.includes(name)) {
      const circle = path.slice(path.indexOf(name));
      yield fault('project/order', `services.${name}`, ['depends_on'], `is in a circle: ${[...circle, name].join(' -> ')}`, circle.slice(1).map((other) => `services.${other}`));
      return;
    }
    const service = project.find(name);
    if (service === undefined || done.has(name)) return;
    for (const next of neighbours(service)) yield* visit(next, [...path, name]);
    done.add(name);
  }
  for (const { name } of project.services) yield* visit(name, []);
}

const ENTRY_NAME = /^[a-zA-Z0-9._-]+$/;
const PROJECT_NAME = /^[a-z0-9][a-z0-9_-]*$/;
const CONTAINER_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

function* names({ document, services, declared }: Project): Iterable<Problem> {
  const { name } = document;
  const projectName = withDefaults(name);
  if (name !== undefined && projectName !== undefined && !PROJECT_NAME.test(projectName)) yield fault('project/name', 'name', [], `${shown(name)} is not a project name ([a-z0-9][a-z0-9_-]*)`);
  // The schema leaves these two open.
  for (const element of ['networks', 'models']) {
    for (const key of Object.keys(declared(element))) {
      if (!ENTRY_NAME.test(key)) yield fault('project/name', `${element}.${key}`, [], `${shown(key)} is not a valid name`);
    }
  }
  // Services of which each has profiles and no two have the same one are never on together, unless somebody asks for both.
  const containers = services.flatMap(({ body, profiles }) => (profiles.length > 0 ? profiles : ['']).map((profile) => ({ profile, container: withDefaults(body['container_name']) })));
  const always = new Set(containers.flatMap(({ profile, container }) => (profile === '' ? (container ?? []) : [])));
  const clashes = [
    ...repeated(containers.map(({ profile, container }) => (container === undefined ? undefined : `${container} ${profile}`))).map((claim) => claim.split(' ')[0]),
    ...containers.flatMap(({ profile, container }) => (profile !== '' && container !== undefined && always.has(container) ? [container] : [])),
  ];
  for (const container of new Set(clashes)) {
    const [first, ...others] = services.filter(({ body }) => withDefaults(body['container_name']) === container).map(({ label }) => label);
    yield fault('project/duplicate', first, ['container_name'], `two services have container_name ${container}`, others);
  }
  for (const { label, body, replicas } of services) {
    const container = withDefaults(body['container_name']);
    if (container === undefined) continue;
    if (!CONTAINER_NAME.test(container)) yield fault('project/name', label, ['container_name'], `container_name ${shown(container)} is not valid`);
    if (replicas > 1) yield fault('project/conflict', label, ['container_name'], `container_name cannot be shared by ${replicas} replicas`);
  }
}

const SOURCES: Readonly<Record<string, readonly string[]>> = {
  configs: ['file', 'content', 'environment'],
  secrets: ['file', 'environment'],
};

function* sources(project: Project): Iterable<Problem> {
  for (const [element, allowed] of Object.entries(SOURCES)) {
    for (const [name, entry] of Object.entries(project.declared(element))) {
      const where = `${element}.${name}`;
      const present = allowed.filter((source) => isFields(entry) && source in entry);
      if (at(entry, 'external') === true) yield fault('project/invalid-value', where, ['external'], `docker compose does not support external ${element}`);
      else if (present.length !== 1) yield fault(present.length === 0 ? 'project/missing-field' : 'project/conflict', where, [], `needs exactly one of ${allowed.join(', ')} (got ${present.join(' and ') || 'none'})`);
      if (at(entry, 'content') === '') yield fault('project/invalid-value', where, ['content'], 'docker compose skips a config with empty content');
    }
  }
}

/** Inline sources are copied into the container's own file system, which `read_only` forbids. */
function* copiedFiles(project: Project): Iterable<Problem> {
  for (const { label, body, configs, secrets } of project.services) {
    if (body['read_only'] !== true) continue;
    for (const [element, grants] of [['configs', configs], ['secrets', secrets]] as const) {
      for (const [index, { source }] of grants.entries()) {
        const inline = ['content', 'environment'].find((field) => at(project.declared(element)[source], field) !== undefined);
        if (inline !== undefined) yield fault('project/mount', label, [element, index], `read_only excludes ${element}.${source}, whose ${inline} is copied into the container`, [`${element}.${source}`]);
      }
    }
  }
}

/** What refers to what, and whether it is there. */
export const REFERENCE_RULES: readonly ComposeRule[] =
  [declarations, neighboursExist, conditions, cycles, names, sources, copiedFiles];
