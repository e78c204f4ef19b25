import { basename, dirname, join } from 'node:path';
import { fileProblem } from '../../input/file-problem';
import { fields } from '../../untyped';
import { Context, type Variables } from './context';
import { readDotenv } from './dotenv';
import { ComposeFiles } from './files';
import { documentOf, isLeaf, isMapping, isNothing, itemsIn, Leaf, Mapping, mappingIn, mappingOf, originAt, templateOf, textIn, type Node } from './node';
import { substitute } from './substitute';
import type { LoadedProject, ProjectSources } from './project';
import { withValues } from './values';

const ELEMENTS = ['services', 'networks', 'volumes', 'configs', 'secrets', 'models'] as const;

/**
 * Loads a Compose project as `docker compose config` does: see {@link LoadedProject}. Nothing is thrown: what Compose would
 * refuse is in the problems, with file and line.
 */
export function loadProject(sources: ProjectSources): LoadedProject {
  const [first] = sources.files;
  const directory = sources.directory ?? dirname(first ?? '.');
  const environment: Variables = new Map(Object.entries(sources.environment ?? {}));
  const context = new Context(sources.read, environment.get('HOME'));
  const files = new ComposeFiles(context);
  const known = files.withEnvFiles(environment, sources.envFiles ?? [join(directory, '.env')], sources.envFiles !== undefined);
  const name = projectName(sources.files, sources.usualName ?? basename(directory), known, context);
  const variables: Variables = new Map([...known, ['COMPOSE_PROJECT_NAME', name]]);
  const loaded = files.load({ files: sources.files, directory, variables });
  if (loaded.entries.size === 0 && context.problems.length === 0) context.add(fileProblem('input/shape', first ?? directory, 'there is nothing in it'));
  const project = finished(loaded, name, variables, context);
  const services = mappingIn(project.get('services'));
  const profiles = sources.profiles ?? (variables.get('COMPOSE_PROFILES') ?? '').split(',').map((profile) => profile.trim());
  const isOn = (service: Node): boolean => hasProfile(service, profiles);
  const off = services.map((service) => (isOn(service) ? undefined : service));
  const on = services.map((service, key) => (isOn(service) ? withFiles(withoutUnneeded(service, off), key, variables, context) : undefined));
  const root = withoutResourcesOf(off, on, project.with({ services: on }));
  noteFiles(root, context);
  return {
    name,
    directory,
    document: fields(documentOf(root)),
    template: fields(templateOf(root)),
    disabled: fields(documentOf(off)),
    files: context.files,
    variables,
    used: context.used,
    problems: context.problems,
    where: (place) => originAt(root, place),
  };
}

/** What Compose makes of a name: lower-case letters, digits, `-` and `_`, and no `-` or `_` at the beginning. */
function normalName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9_-]/g, '').replace(/^[_-]+/, '');
}

function projectName(files: readonly string[], usual: string, known: Variables, context: Context): string {
  const chosen = known.get('COMPOSE_PROJECT_NAME');
  if (chosen !== undefined && chosen !== '') {
    if (normalName(chosen) !== chosen) context.report('project/name', ['name'], `COMPOSE_PROJECT_NAME is ${JSON.stringify(chosen)}, which is no name of a project`);
    return chosen;
  }
  // It is known to the variables of all files, so it is looked for before they are read.
  const said = new ComposeFiles(new Context(context.read, context.home)).namesIn(files).at(-1);
  const name = normalName(said === undefined ? usual : substitute(said, (variable) => known.get(variable)).text);
  if (name === '') context.report('project/name', ['name'], 'the project has no name: say one');
  return name;
}

function hasProfile(service: Node, active: readonly string[]): boolean {
  const profiles = itemsIn(mappingIn(service).get('profiles')).flatMap((profile) => textIn(profile) ?? []);
  return profiles.length === 0 || active.includes('*') || profiles.some((profile) => active.includes(profile));
}

/** Without waiting for what is off and need not be there. */
function withoutUnneeded(service: Node, off: Mapping): Node {
  if (!isMapping(service) || off.entries.size === 0) return service;
  const depends = mappingIn(service.get('depends_on'));
  const isNeeded = (other: string, said: Node): boolean => {
    const required = mappingIn(said).get('required');
    return !off.entries.has(other) || !isLeaf(required) || String(required.value) !== 'false';
  };
  const left = depends.map((said, other) => (isNeeded(other, said) ? said : undefined));
  return left.entries.size === depends.entries.size ? service : service.with({ depends_on: left.entries.size > 0 ? left : undefined });
}

/** Without what only services use that are off. */
function withoutResourcesOf(off: Mapping, on: Mapping, root: Mapping): Mapping {
  if (off.entries.size === 0) return root;
  return root.with(Object.fromEntries(['networks', 'volumes', 'configs', 'secrets'].map((element) => {
    const [gone, used] = [off, on].map((services) => new Set([...services.entries.values()].flatMap((service) => namesOf(mappingIn(service), element))));
    return [element, mappingIn(root.get(element)).map((entry, key) => (gone.has(key) && !used.has(key) ? undefined : entry))];
  })));
}

/** The resources of one kind that a service uses. */
function namesOf(service: Mapping, element: string): string[] {
  if (element === 'networks') return [...mappingIn(service.get(element)).entries.keys()];
  return itemsIn(service.get(element)).flatMap((item) => (element !== 'volumes' || mappingIn(item).text('type') === 'volume' ? mappingIn(item).text('source') ?? [] : []));
}

/** With what is implied: networks, dependencies, names; and each value in one form. */
function finished(loaded: Mapping, name: string, variables: Variables, context: Context): Mapping {
  let root = loaded.with({ version: undefined, name: new Leaf(name, loaded.get('name')?.spot) });
  const services = mappingIn(root.get('services')).map((service, key) => (isMapping(service) ? finishedService(service, variables) : (context.report('project/wrong-type', ['services', key], 'must be a mapping', service), undefined)));
  const networks = mappingIn(root.get('networks'));
  const usesDefault = [...services.entries.values()].some((service) => mappingIn(mappingIn(service).get('networks')).entries.has('default'));
  root = root.with({ services, networks: usesDefault && !networks.entries.has('default') ? networks.with({ default: new Leaf(null) }) : networks });
  return root.with(Object.fromEntries(ELEMENTS.map((element) => [element, mappingIn(root.get(element)).map((entry, key) => withValues(element, withName(element, key, entry, name), [element, key], context))])));
}

function withName(element: string, key: string, entry: Node, project: string): Node {
  if (element === 'services' || element === 'models') return entry;
  const resource = isNothing(entry) ? mappingOf({}, entry.spot) : entry;
  if (!isMapping(resource) || !isNothing(resource.get('name'))) return resource;
  const external = resource.get('external');
  const isExternal = isLeaf(external) && String(external.value) === 'true';
  return resource.with({ name: new Leaf(isExternal ? key : `${project}_${key}`, resource.spot) });
}

const IMPLIED = { condition: new Leaf('service_started'), restart: new Leaf(true), required: new Leaf(true) };

function finishedService(service: Mapping, variables: Variables): Mapping {
  const depends = new Map(mappingIn(service.get('depends_on')).entries);
  const imply = (other: string, said: Readonly<Record<string, Node>>): void => {
    if (!depends.has(other)) depends.set(other, mappingOf(said));
  };
  for (const link of itemsIn(service.get('links'))) imply((textIn(link) ?? '').split(':')[0], IMPLIED);
  for (const namespace of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const other = /^service:(.+)$/.exec(service.text(namespace) ?? '')?.[1];
    if (other !== undefined) imply(other, IMPLIED);
  }
  for (const source of itemsIn(service.get('volumes_from'))) {
    const text = textIn(source) ?? '';
    if (text !== '' && !text.startsWith('container:')) imply(text.split(':')[0], { ...IMPLIED, restart: new Leaf(false) });
  }
  const networks = service.get('networks');
  const isAlone = service.entries.has('provider') || service.entries.has('network_mode');
  const isOnDefault = !isAlone && (!isMapping(networks) || networks.entries.size === 0);
  const build = service.get('build');
  return service.with({
    ...(depends.size > 0 && { depends_on: new Mapping(depends, service.get('depends_on')?.spot ?? service.spot) }),
    ...(isOnDefault && { networks: mappingOf({ default: new Leaf(null, service.spot) }, service.spot) }),
    ...(isMapping(build) && { build: finishedBuild(build, variables) }),
    ...(service.text('pull_policy') === 'if_not_present' && { pull_policy: new Leaf('missing', service.get('pull_policy')?.spot) }),
  });
}

/** Arguments without a value are those of the environment, or none. */
function finishedBuild(build: Mapping, variables: Variables): Mapping {
  const args = build.get('args');
  return build.with({
    ...(!build.entries.has('dockerfile') && !build.entries.has('dockerfile_inline') && { dockerfile: new Leaf('Dockerfile', build.spot) }),
    ...(isMapping(args) && { args: args.map((value, key) => (!isNothing(value) ? value : variables.has(key) ? new Leaf(variables.get(key)!, value.spot, [{ source: `\${${key}}`, value: variables.get(key)! }]) : undefined)) }),
  });
}

/** With the variables and labels that files say. */
function withFiles(service: Node, key: string, variables: Variables, context: Context): Node {
  if (!isMapping(service)) return service;
  const own = mappingIn(service.get('environment'));
  const values = new Map([...own.entries].flatMap(([name, value]) => (isLeaf(value) && value.value !== null ? [[name, value.text] as const] : [])));
  const known: Variables = new Map([...values, ...variables]);
  let environment: Variables = values;
  for (const [index, entry] of itemsIn(service.get('env_file')).entries()) {
    const place = ['services', key, 'env_file', index];
    const path = mappingIn(entry).text('path');
    const required = mappingIn(entry).get('required');
    if (path === undefined) continue;
    const found = readBeside(path, context);
    if (found === undefined) {
      if (!isLeaf(required) || required.value !== false) context.report('project/missing-file', place, `there is no file ${path}`, entry);
      continue;
    }
    const { variables: read, fault } = mappingIn(entry).text('format') === 'raw' ? { variables: rawVariables(found, known, environment), fault: undefined } : readDotenv(found, known, environment);
    if (fault) context.add(fileProblem('input/syntax', path, fault.detail, fault.line));
    environment = read;
  }
  let labels: Variables = new Map();
  for (const [index, entry] of itemsIn(service.get('label_file')).entries()) {
    const path = textIn(entry) ?? '';
    const found = readBeside(path, context);
    if (found === undefined) context.report('project/missing-file', ['services', key, 'label_file', index], `there is no file ${path}`, entry);
    else labels = readDotenv(found, labels, labels).variables;
  }
  const both = (field: string, read: Variables): Node | undefined => {
    const said = mappingIn(service.get(field));
    const added = [...read].filter(([name]) => !said.entries.has(name)).map(([name, value]) => [name, new Leaf(value, service.get('env_file')?.spot)] as const);
    return added.length === 0 ? service.get(field) : new Mapping(new Map([...added, ...said.entries]), said.spot ?? service.spot);
  };
  return service.with({ environment: both('environment', environment), labels: both('labels', labels) });
}

/** `NAME=value` in each line, as it stands there. */
function rawVariables(text: string, known: Variables, before: Variables): Variables {
  const found = new Map(before);
  for (const line of text.split('\n').map((each) => each.replace(/^\s+|\r$/g, '')).filter((each) => each !== '' && !each.startsWith('#'))) {
    const equals = line.indexOf('=');
    const name = equals === -1 ? line : line.slice(0, equals);
    const value = equals === -1 ? known.get(name) : line.slice(equals + 1);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

function readBeside(path: string, context: Context): string | undefined {
  const text = context.files.get(path) ?? context.read(path);
  if (text !== undefined) context.files.set(path, text);
  return text;
}

/** What configs and secrets are made of, as far as it is there. */
function noteFiles(root: Mapping, context: Context): void {
  for (const element of ['configs', 'secrets']) {
    for (const entry of mappingIn(root.get(element)).entries.values()) {
      const file = mappingIn(entry).text('file');
      if (file !== undefined) readBeside(file, context);
    }
  }
}
