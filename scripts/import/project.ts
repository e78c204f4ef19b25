import { aliasesOf } from './aliases';
import { ATTRIBUTES } from './attributes';
import { ServiceDraft, templateOf, type Project, type Volumes } from './drafts';
import { mapImage } from './image';
import { mountForm } from './mount-form';
import { label, Names } from './names';
import { mapNetworks } from './networks';
import { dependenciesOf } from './order';
import { mentionsIn, pairedPorts, renamed, textsOf, type Mention } from './peers';
import { portForms } from './port-form';
import { mapPorts, plannedEndpoints } from './ports';
import { call, type Declaration, type LeftOver, type ProjectMapping, type Said } from './program';
import { isMapping, isScalar, listOf, pairsOf, type Raw } from './raw';
import { mapResources } from './resources';
import { mapReadOnly, mapUser } from './security';
import { SecretFiles } from './secrets';
import { parseTemplate, plainText, variablesIn } from './template';
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
  const variables = new Variables((text) => renamed(text, names, (service) => ids.of(service)));
  for (const raw of services.values()) see(raw, variables);
  const volumes = new VolumeDeclarations(services, ids, top);
  const secrets = new SecretFiles(variables);
  const project: Project = { services, top, ids, volumes, secrets, aliases: aliasesOf(services, ids), sources: new Names('variables'), variables, directory, endpoints: endpointsOf(services), tasks: tasksOf(services) };
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
  for (const [attribute, value] of Object.entries(draft.raw)) {
    if (attribute.startsWith('x-')) continue;
    draft.about(attribute);
    const map = ATTRIBUTES[attribute] as (typeof ATTRIBUTES)[string] | undefined;
    if (map) map(value, draft);
    else draft.leave('no word says it', value);
  }
  return draft.mapping;
}

/** Takes note of every variable in the texts that are mapped, and of those that are handed on. */
function see(raw: Raw, variables: Variables): void {
  const visit = (value: unknown): void => {
    if (isScalar(value)) variables.see(templateOf(value));
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isMapping(value)) Object.values(value).forEach(visit);
  };
  visit(raw);
  seeImage(raw, variables);
  seePaths(raw, variables);
  seeAddresses(raw, variables);
  for (const [name, value] of pairsOf(raw.environment) ?? []) if (value === null) variables.seeHandedOn(name);
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
    if (first !== undefined && typeof first !== 'string') variables.seeNeeded(first, PATHS[first.name] ?? `./${label(first.name, 'directory')}`);
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

/** Services that end: somebody waits for their end, or they are never started again. */
function tasksOf(services: ReadonlyMap<string, Raw>): ReadonlySet<string> {
  const conditions = new Map<string, Set<string>>();
  for (const raw of services.values()) {
    for (const { service, condition } of dependenciesOf(raw) ?? []) conditions.set(service, (conditions.get(service) ?? new Set()).add(condition));
  }
  const ends = ([service, raw]: readonly [string, Raw]): boolean => {
    const awaited = conditions.get(service);
    if (awaited) return awaited.size === 1 && awaited.has('service_completed_successfully');
    return (raw.restart === 'no' || raw.restart === false) && raw.ports === undefined;
  };
  return new Set([...services].filter(ends).map(([service]) => service));
}

class VolumeDeclarations implements Volumes {
  private readonly names = new Names('volume');
  private readonly declared = new Map<string, { readonly construct: 'Volume' | 'ExistingVolume'; readonly props: Readonly<Record<string, Said>>; users: number }>();

  public constructor(
    private readonly services: ReadonlyMap<string, Raw>,
    private readonly ids: Names,
    private readonly top: Raw,
  ) {}

  public declare(original: string, users: number, hostPath?: Said): string {
    // A directory may be called as a volume is.
    const name = this.names.of(hostPath === undefined ? original : `${original}/`);
    // One tree has them both.
    const isTaken = [...this.services.keys()].some((service) => this.ids.of(service) === name);
    const id = isTaken ? `${name}-volume` : name;
    const known = this.declared.get(id);
    if (known) known.users += users;
    else this.declared.set(id, { ...this.described(original, hostPath, isTaken ? name : undefined), users });
    return id;
  }

  public get declarations(): readonly Declaration[] {
    return [...this.declared].map(([id, { construct, props, users }]) => ({ construct, id, props: { ...props, ...(users > 1 && { shared: true }) } }));
  }

  /** One that the file makes, under a name of its own or not, or one that is there already. */
  private described(original: string, hostPath: Said | undefined, name: string | undefined): Pick<Declaration, 'construct' | 'props'> & { readonly construct: 'Volume' | 'ExistingVolume' } {
    const made = { size: UNSAID_SIZE, ownedByImage: true, ...(name !== undefined && { name }) };
    if (hostPath !== undefined) return { construct: 'Volume', props: { ...made, hostPath } };
    const said = isMapping(this.top.volumes) ? this.top.volumes[original] : undefined;
    const { external, name: called }: Raw = isMapping(said) ? said : {};
    const isExternal = external === true || isMapping(external);
    const engineName = plainText(parseTemplate(String((isMapping(external) ? external.name : undefined) ?? called ?? original)));
    if (engineName === undefined || (!isExternal && called === undefined)) return { construct: 'Volume', props: made };
    if (!isExternal) return { construct: 'Volume', props: { ...made, engineName } };
    return { construct: 'ExistingVolume', props: { volumeName: engineName, claimName: label(engineName, 'volume') } };
  }
}
