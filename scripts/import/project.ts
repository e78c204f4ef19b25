import { aliasesOf } from './aliases';
import { ATTRIBUTES } from './attributes';
import { ServiceDraft, templateOf, type Project, type Volumes } from './drafts';
import { mapAwaitedHealth } from './health';
import { mapImage } from './image';
import { mountForm } from './mount-form';
import { label, Names } from './names';
import { mapNetworks } from './networks';
import { mapPreStart } from './lifecycle';
import { dependenciesOf } from './order';
import { mentionsIn, pairedPorts, renamed, textsOf, type Mention } from './peers';
import { portForms } from './port-form';
import { HostPorts, mapPorts, plannedEndpoints } from './ports';
import { call, type Declaration, type LeftOver, type ProjectMapping, type Said } from './program';
import { isMapping, isScalar, listOf, pairsOf, type Raw } from './raw';
import { mapResources } from './resources';
import { SecretFiles } from './secrets';
import { mapReadOnly, mapUser } from './security';
import { parseTemplate, splitOutside, variablesIn, type Template } from './template';
import { Variables } from './variables';

/** What Kubernetes is asked for, since a Compose file says no size. */
const UNSAID_SIZE = call('Size.gibibytes', 1);

/** A Compose file, read and with all that it extends. */
export interface ComposeFile {
  /** Name of the project. */
  readonly name: string;
  /** Directory of the file, below the root of its checkout; `.` is the root. */
  readonly directory: string;
  readonly services: ReadonlyMap<string, Raw>;
  /** Everything in it beside the services. */
  readonly top: Raw;
}

/**
 * What a Compose file says in the words of this library: for each service what is said with which typed option, what the
 * output has anyway, and what is left over and why.
 */
export function mapProject({ name, directory, services, top }: ComposeFile): ProjectMapping {
  const ids = new Names('service');
  for (const service of services.keys()) ids.of(service);
  const names = [...services.keys()];
  const taken = new Set(names.map((service) => ids.of(service)));
  const variables = new Variables((text) => renamed(text, names, (service) => ids.of(service)), (id) => taken.has(id));
  for (const [service, raw] of services) see(service, raw, variables);
  seeNames(top, variables);
  const volumes = new VolumeDeclarations(services, ids, top, variables);
  const secrets = new SecretFiles(variables);
  const project: Project = { services, top, ids, volumes, secrets, aliases: aliasesOf(services, ids), sources: new Names('variables'), variables, directory, endpoints: endpointsOf(services), hostPorts: new HostPorts(services), tasks: tasksOf(services), checked: checkedIn(services) };
  const drafts = [...services].map(([service, raw]) => new ServiceDraft(service, raw, project));
  // The variables of ports come first: other texts refer to them.
  for (const draft of drafts) mapPorts(draft);
  const mapped = drafts.map(mapService);
  return { id: label(name, 'stack'), declarations: [...variables.declarations, ...secrets.declarations, ...volumes.declarations], services: mapped, leftOver: [] as LeftOver[] };
}

function mapService(draft: ServiceDraft): ProjectMapping['services'][number] {
  mapImage(draft);
  mapUser(draft);
  mapReadOnly(draft);
  mapResources(draft);
  mapNetworks(draft);
  mapAwaitedHealth(draft.about('healthcheck'));
  for (const [attribute, value] of Object.entries(draft.raw)) {
    if (attribute.startsWith('x-')) continue;
    draft.about(attribute);
    if (value === '!reset') {
      draft.imply('Compose says nothing of what is taken away');
      continue;
    }
    const map = ATTRIBUTES[attribute] as (typeof ATTRIBUTES)[string] | undefined;
    if (map) map(value, draft);
    else draft.leave('no word says it', value);
  }
  // They have what is mounted.
  if (draft.raw.pre_start !== undefined) mapPreStart(draft.raw.pre_start, draft.about('pre_start'));
  return draft.mapping;
}

/** Takes note of every variable in the texts that are mapped, and of those that are handed on. */
function see(service: string, raw: Raw, variables: Variables): void {
  const visit = (value: unknown): void => {
    if (isScalar(value)) variables.see(templateOf(value));
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isMapping(value)) Object.values(value).forEach(visit);
  };
  visit(raw);
  seeImage(raw, variables);
  seeFields(raw, service, variables);
  seePaths(raw, variables);
  seeAddresses(raw, variables);
  for (const [name, value] of pairsOf(raw.environment) ?? []) if (value === null) variables.seeHandedOn(name);
}

/** Fields that something has to be said of, and what an engine takes where nothing is. */
function seeFields(raw: Raw, service: string, variables: Variables): void {
  const { build, deploy, logging }: Raw = raw;
  const resources: Raw = isMapping(deploy) && isMapping(deploy.resources) ? deploy.resources : {};
  const { limits, reservations }: Raw = resources;
  const fields: [value: unknown, fallback: string][] = [
    [raw.container_name, service], [raw.hostname, service], [raw.restart, 'unless-stopped'], [raw.pull_policy, 'missing'], [raw.platform, 'linux/amd64'],
    [raw.runtime, 'runc'], [raw.working_dir, '/'], [raw.scale, '1'], [raw.shm_size, '64m'], [raw.mem_limit, '0'], [raw.cpus, '0'], [raw.mem_reservation, '128m'],
    [part(build, 'dockerfile'), 'Dockerfile'], [part(deploy, 'replicas'), '1'],
    [part(limits, 'memory'), '0'], [part(limits, 'cpus'), '0'], [part(reservations, 'memory'), '128m'], [part(reservations, 'cpus'), '0.1'],
    [part(part(logging, 'options'), 'max-size'), '10m'], [part(part(logging, 'options'), 'max-file'), '1'],
  ];
  for (const number of isScalar(raw.user) ? splitOutside(String(raw.user), ':') : []) fields.push([number, '1000']);
  for (const [value, fallback] of fields) {
    const [only, ...more] = isScalar(value) ? templateOf(value) : [];
    if (only !== undefined && typeof only !== 'string' && more.length === 0) variables.seeNeeded(only, fallback);
  }
}

function part(value: unknown, name: string): unknown {
  return isMapping(value) ? value[name] : undefined;
}

/** A reference cannot be empty. */
function seeImage({ image }: Raw, variables: Variables): void {
  let before = '';
  for (const part of isScalar(image) ? templateOf(image) : []) {
    if (typeof part !== 'string') variables.seeNeeded(part, before.endsWith(':') ? 'latest' : 'local');
    before = typeof part === 'string' ? part : '';
  }
}

/** Neither can a path of the host. */
function seePaths({ volumes }: Raw, variables: Variables): void {
  for (const entry of listOf(volumes)) {
    const [first] = parseTemplate(mountForm(entry)?.source ?? '');
    if (first !== undefined && typeof first !== 'string') variables.seeNeeded(first, PATHS[first.name] ?? `/srv/${label(first.name, 'directory')}`);
  }
}

/** An address of the host that is not set is every one. */
function seeAddresses({ ports }: Raw, variables: Variables): void {
  for (const entry of listOf(ports)) {
    for (const { hostIp } of portForms(entry) ?? []) for (const variable of variablesIn(parseTemplate(hostIp ?? ''))) variables.seeNeeded(variable, '0.0.0.0');
  }
}

/** What a shell says, as far as it can be known. */
const PATHS: Readonly<Record<string, string | undefined>> = { HOME: '/root', PWD: '.' };

/** The endpoints of all services, with the ports that their peers name. */
function endpointsOf(services: ReadonlyMap<string, Raw>): Project['endpoints'] {
  const names = [...services.keys()];
  const mentions = [...services.values()].flatMap((raw) => [...pairedPorts(raw, names), ...textsOf(raw).flatMap((text) => mentionsIn(text, names)), ...linked(raw)]);
  return new Map([...services].map(([service, raw]) => [service, plannedEndpoints(raw, mentions.filter((mention) => mention.service === service))]));
}

function linked({ links }: Raw): readonly Mention[] {
  return listOf(links).map((link) => ({ service: String(link).split(':')[0], at: 0 }));
}

/** Services that are asked whether they work. */
function checkedIn(services: ReadonlyMap<string, Raw>): ReadonlySet<string> {
  const awaited = [...services.values()].flatMap((raw) => dependenciesOf(raw) ?? []).filter(({ condition }) => condition === 'service_healthy');
  const asked = [...services].filter(([, { healthcheck }]) => isMapping(healthcheck) && healthcheck.disable !== true);
  return new Set([...awaited.map(({ service }) => service), ...asked.map(([service]) => service)]);
}

/** Services that end: somebody waits for their end, or they are never started again. */
function tasksOf(services: ReadonlyMap<string, Raw>): ReadonlySet<string> {
  const conditions = new Map<string, Set<string>>();
  for (const raw of services.values()) {
    for (const { service, condition } of dependenciesOf(raw) ?? []) conditions.set(service, (conditions.get(service) ?? new Set()).add(condition));
  }
  const ends = ([service, raw]: readonly [string, Raw]): boolean => {
    const awaited = conditions.get(service);
    if (awaited) return awaited.has('service_completed_successfully');
    return (raw.restart === 'no' || raw.restart === false) && raw.ports === undefined;
  };
  return new Set([...services].filter(ends).map(([service]) => service));
}

/** What the engine calls a volume or network that the file declares. */
function engineName(original: string, said: unknown): Template {
  const { external, name }: Raw = isMapping(said) ? said : {};
  return parseTemplate(String((isMapping(external) ? external.name : undefined) ?? name ?? original));
}

/** Neither can the name of a volume, or of a network. */
function seeNames({ volumes, networks }: Raw, variables: Variables): void {
  const declared = [volumes, networks].flatMap((section) => Object.entries(isMapping(section) ? section : {}));
  for (const [original, said] of declared) {
    const template = engineName(original, said);
    variables.see(template);
    for (const variable of variablesIn(template)) variables.seeNeeded(variable, original);
  }
}

class VolumeDeclarations implements Volumes {
  private readonly names = new Names('volume');
  private readonly declared = new Map<string, { readonly construct: 'Volume' | 'ExistingVolume'; readonly props: Readonly<Record<string, Said>>; users: number }>();

  public constructor(
    private readonly services: ReadonlyMap<string, Raw>,
    private readonly ids: Names,
    private readonly top: Raw,
    private readonly variables: Variables,
  ) {}

  public declare(original: string, users: number, onHost?: Readonly<Record<string, Said>>): string {
    // A directory may be called as a volume is.
    const name = this.names.of(onHost === undefined ? original : `${original}/`);
    // One tree has them both.
    const isTaken = [...this.services.keys()].some((service) => this.ids.of(service) === name);
    const id = isTaken ? `${name}-volume` : name;
    const known = this.declared.get(id);
    if (known) known.users += users;
    else this.declared.set(id, { ...this.described(original, onHost, isTaken ? name : undefined), users });
    return id;
  }

  public get declarations(): readonly Declaration[] {
    return [...this.declared].map(([id, { construct, props, users }]) => ({ construct, id, props: { ...props, ...(users > 1 && { shared: true }) } }));
  }

  /** One that the file makes, under a name of its own or not, or one that is there already. */
  private described(original: string, onHost: Readonly<Record<string, Said>> | undefined, name: string | undefined): Pick<Declaration, 'construct' | 'props'> & { readonly construct: 'Volume' | 'ExistingVolume' } {
    const made = { size: UNSAID_SIZE, ownedByImage: true, ...(name !== undefined && { name }) };
    if (onHost) return { construct: 'Volume', props: { ...made, ...onHost } };
    const said = isMapping(this.top.volumes) ? this.top.volumes[original] : undefined;
    const { external, name: called }: Raw = isMapping(said) ? said : {};
    const isExternal = external === true || isMapping(external);
    const template = engineName(original, said);
    const outcome = this.variables.said(template);
    if ('why' in outcome || (!isExternal && called === undefined)) return { construct: 'Volume', props: made };
    if (!isExternal) return { construct: 'Volume', props: { ...made, engineName: outcome.said } };
    return { construct: 'ExistingVolume', props: { volumeName: outcome.said, claimName: label(this.variables.known(template), 'volume') } };
  }
}
