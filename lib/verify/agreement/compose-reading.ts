import { operatorsVariables } from '../compose/interpolation';
import { substitute } from '../compose/load/substitute';
import { at, fields, isFields, items, mappings, text, texts, type Fields } from '../untyped';
import { bytesOf, durationOf } from './amounts';
import { readComposeMounts } from './compose-mounts';
import { isMoreThanFuse, mountsByFuse } from './compose-fuse';
import { handOverNotes, isKeptAsByKubelet, isKeptWithoutEnd } from './compose-own-steps';
import { readNetworks } from './compose-networks';
import { handOverOf, isIdle, isMainOf, isWaitForTasks, knownAs, otherService } from './compose-services';
import { Notebook, type Pages } from './notebook';
import type { ProxyTerms } from './proxy-reading';
import { requiredIn } from './operator';
import { AGAIN, UNSET, unordered, WHAT_FUSE_TAKES, type ComposeCheck, type ComposeReading, type PublishedPort } from './reading';
import { isScheduled } from './scheduled';
import { readWordsOfService } from './word-readings';

/** A Compose project with everything merged and short notations written out, and with the variables of its operator still in place. */
export interface ComposeProject {
  readonly template: Fields;
  /** Content of files beside it, by the paths that the project has for them. */
  readonly files: ReadonlyMap<string, string>;
  /** What is known of the operator's variables; nothing if missing. */
  readonly variables?: ReadonlyMap<string, string>;
}

/** What Compose would run: the project, the files beside it, and the operator's environment. */
export function readCompose({ template, files }: ComposeProject, operator: ReadonlyMap<string, string>): ComposeReading {
  return new ComposeReader(template, fields(resolved(template, operator)), files, operator).read();
}

/** All strings interpolated, at any depth; keys are not. */
export function resolved(value: unknown, operator: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.includes('$') ? interpolated(value, operator) : value;
  if (Array.isArray(value)) return value.map((item) => resolved(item, operator));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, operator)]));
}

const REFUSED = 'refused: ';

function interpolated(value: string, operator: ReadonlyMap<string, string>): string {
  const { text, fault } = substitute(value, (name) => operator.get(name));
  return fault === undefined ? text : REFUSED + fault;
}

class ComposeReader {
  private readonly notebook = new Notebook();
  private readonly published = new Map<string, PublishedPort>();
  private readonly startsAfter = new Map<string, ReadonlyMap<string, string>>();
  private readonly checks = new Map<string, ComposeCheck>();
  private readonly handovers = new Map<string, { readonly uid: string; readonly gid: string }>();
  private readonly handoverServices = new Map<string, string>();
  private readonly sources = new Map<string, ReadonlyMap<string, string>>();
  private readonly passes = new Map<string, ReadonlySet<string>>();
  private readonly proxies = new Map<string, ProxyTerms>();
  private readonly namespaces = new Map<string, string>();
  private readonly names = new Map<string, ReadonlySet<string>>();
  private readonly shared = new Set<string>();
  private readonly unawaited = new Set<string>();
  private readonly existing = new Map<string, string>();
  private readonly engineNames = new Map<string, string>();

  public constructor(
    private readonly template: Fields,
    private readonly document: Fields,
    private readonly files: ReadonlyMap<string, string>,
    private readonly operator: ReadonlyMap<string, string>,
  ) {}

  public read(): ComposeReading {
    const services = Object.entries(fields(this.document['services'])).map(([name, body]) => [name, fields(body)] as const);
    for (const [name, body] of services) {
      const other = otherService(body['network_mode']);
      if (other !== undefined) this.namespaces.set(name, other);
      const [first = [], ...others] = Object.values(fields(body['networks'])).map((joined) => texts(at(joined, 'aliases')));
      this.names.set(name, new Set(first.filter((alias) => others.every((each) => each.includes(alias)))));
      this.handOver(name, body);
    }
    const holders = new Set(this.namespaces.values());
    const handingOver = new Set(this.handoverServices.values());
    const containers = services.filter(([name, body]) => !handingOver.has(name) && !(holders.has(name) && isIdle(body)) && !isWaitForTasks(body));
    this.findUnawaited(services);
    this.notebook.facts.set(' system name', text(this.document['name']) ?? '');
    for (const [volume, declared] of Object.entries(fields(this.document['volumes']))) {
      if (at(declared, 'external') === true) this.existing.set(String(at(declared, 'name') ?? volume), volume);
      if (this.shared.has(volume) || at(declared, 'external') === true) continue;
      this.notebook.facts.set(` volume ${volume}`, 'durable');
      this.notebook.subjects.set(` volume ${volume}`, `volumes.${volume}`);
      const engineName = text(at(declared, 'name'));
      if (engineName !== undefined) this.engineNames.set(volume, engineName);
    }
    const isKept = containers.some(([, body]) => isKeptAsByKubelet(body));
    for (const [name, body] of containers) {
      this.service(name, body);
      if (isKept && isKeptWithoutEnd(body)) this.notebook.of(name).only('log files', 'without end', 'logging');
    }
    for (const [name, body] of services) if (holders.has(name) && isIdle(body)) this.ports(knownAs(name, body), body, name);
    const { calls, networks, guests, ownNetworks, cutOff } = readNetworks(this.document, services.filter(([name]) => containers.some(([other]) => other === name) || holders.has(name)));
    this.findRefusals(this.document);
    const { facts, only, faults, places, subjects } = this.notebook;
    const { unawaited, existing, published, startsAfter, checks, handovers, sources, passes, proxies, namespaces, names, engineNames } = this;
    return { facts, only, faults, places, subjects, calls, unawaited, existing, published, startsAfter, checks, handovers, sources, passes, proxies, cutOff, namespaces, names, networks, guests, ownNetworks, engineNames, directories: new Map(), required: requiredIn(this.template), known: new Set(operatorsVariables(this.template)) };
  }

  /** `up --wait` takes for a failure whatever ends and nobody in the project waits for. */
  private findUnawaited(services: readonly (readonly [string, Fields])[]): void {
    const inUp = services.filter(([, body]) => body['profiles'] === undefined);
    const awaited = new Set(inUp.flatMap(([, body]) => Object.entries(fields(body['depends_on'])).flatMap(([name, options]) => (at(options, 'condition') === 'service_completed_successfully' ? [name] : []))));
    for (const [name, body] of inUp) {
      const ends = /^(no$|on-failure:)/.test(text(body['restart']) ?? '') && !isWaitForTasks(body);
      if (ends && !awaited.has(name)) this.unawaited.add(name);
    }
  }

  private findRefusals(value: unknown): void {
    if (typeof value === 'string' && value.startsWith(REFUSED)) this.notebook.faults.push({ workload: '', aspect: 'environment', says: value.slice(REFUSED.length) });
    for (const item of Array.isArray(value) ? value : Object.values(fields(value))) this.findRefusals(item);
  }

  /** A step that makes a volume writable and ends is no workload. */
  private handOver(name: string, body: Fields): void {
    const given = handOverOf(body);
    if (!given) return;
    if (given.owner) this.handovers.set(given.source, given.owner);
    else if (given.isOfPod) this.shared.add(given.source);
    this.handoverServices.set(given.source, name);
    for (const [what, value] of handOverNotes(body)) {
      this.notebook.only.set(` step ${name} ${what}`, value);
      this.notebook.subjects.set(` step ${name}`, `services.${name}`);
    }
  }

  private service(name: string, body: Fields): void {
    const pages = this.notebook.of(name);
    this.notebook.subjects.set(name, `services.${name}`);
    pages.fact('image', text(body['image']) ?? '', 'image');
    const { entrypoint, command } = body;
    if (Array.isArray(entrypoint)) pages.fact('entry point', JSON.stringify(entrypoint), 'entrypoint');
    // With an entry point of its own the image's command is not used, so none is the same as an empty one.
    if (Array.isArray(command) || Array.isArray(entrypoint)) pages.fact('command', JSON.stringify(command ?? []), 'command');
    if (body['build'] !== undefined) pages.only('build', JSON.stringify(body['build']), 'build');
    if (body['stop_signal'] !== undefined) pages.only('stop signal', String(body['stop_signal']), 'stop_signal');
    if (body['working_dir'] !== undefined) pages.fact('working directory', String(body['working_dir']), 'working_dir');
    this.environment(pages, body);
    for (const [label, value] of Object.entries(fields(body['labels']))) pages.fact(`note ${label}`, String(value), 'labels', label);
    this.ports(name, body);
    this.mounts(pages, body);
    this.security(pages, body);
    this.lifecycle(pages, body);
    for (const [what, field, of] of [['limit', 'limits', { cpus: body['cpus'], memory: body['mem_limit'] }], ['request', 'reservations', { cpus: undefined, memory: body['mem_reservation'] }]] as const) {
      const { cpus = of.cpus, memory = of.memory } = fields(at(body['deploy'], 'resources', field));
      // To the engine, 0 is none.
      pages.fact(`cpu ${what}`, String(Math.round(Number(cpus) * 1000) || NaN), 'deploy', 'resources', field, 'cpus');
      pages.fact(`memory ${what}`, String(bytesOf(memory) || NaN), 'deploy', 'resources', field, 'memory');
    }
    const check = fields(body['healthcheck']);
    if (check['test'] !== undefined) this.checks.set(name, checkOf(check));
    else if (body['healthcheck'] !== undefined && check['disable'] !== true) pages.only('check of the image', timesOf(check), 'healthcheck');
    pages.put('check', ['healthcheck']);
  }

  private environment(pages: Pages, body: Fields): void {
    for (const [variable, value] of Object.entries(fields(body['environment']))) {
      // Without a value the operator's variable of that name is handed on, if there is one.
      pages.fact(`env ${variable}`, value === null ? (this.operator.get(variable) ?? UNSET) : String(value), 'environment', variable);
    }
    const sources = mappings(body['env_file']).map((file) => [/^(?:.*\/)?([^/]*)\.env$/.exec(String(file['path']))?.[1] ?? file['path'], file['required'] === false]);
    if (sources.length > 0) pages.fact('variables from', JSON.stringify(sources), 'env_file');
  }

  private ports(name: string, body: Fields, service = name): void {
    const written = mappings(at(this.template['services'], service, 'ports'));
    for (const [index, port] of mappings(body['ports']).entries()) {
      this.published.set(`${name} ${String(port['name'])}`, {
        container: `${String(port['target'])}/${String(port['protocol'])}`,
        isChosen: [...String(written[index]?.['published']).matchAll(/\$\{?(\w+)/g)].some(([, variable]) => this.operator.has(variable)),
        host: `${text(port['host_ip']) ?? '0.0.0.0'}:${String(port['published'])}`,
      });
    }
  }

  private mounts(pages: Pages, body: Fields): void {
    const { document, files } = this;
    const { sources, passes, proxy } = readComposeMounts({
      pages,
      body,
      document,
      template: fields(at(this.template['services'], pages.name)),
      file: (path) => files.get(path) ?? files.get(path.replace(/^\.\//, '')),
      isShared: (volume) => this.shared.has(volume),
      handOver: (source) => this.handoverServices.get(source),
    });
    if (sources.size > 0) this.sources.set(pages.name, sources);
    if (passes) this.passes.set(pages.name, passes);
    if (proxy) this.proxies.set(pages.name, proxy);
  }

  private security(pages: Pages, body: Fields): void {
    pages.fact('user', String(body['user'] ?? 'undefined:undefined'), 'user');
    pages.fact('root file system', body['read_only'] === true ? 'read-only' : 'writable', 'read_only');
    const groups = items(body['group_add'] ?? []).map(String).filter((group) => !/^\D/.test(group));
    if (groups.length > 0) pages.fact('groups', unordered(groups), 'group_add');
    const holder = this.namespaces.get(pages.name);
    const network = fields(at(this.document['services'], holder ?? pages.name));
    for (const [what, value, isShared] of readWordsOfService(body, network, holder === undefined || isMainOf(pages.name, network))) {
      if (isShared) pages.fact(what, value);
      else pages.only(what, value);
    }
    for (const host of texts(network['extra_hosts']).filter((entry) => entry.endsWith('host-gateway')).map((entry) => entry.split(/[:=]/)[0])) {
      const hidden = at(this.document['services'], host);
      if (hidden !== undefined && at(this.document['services'], otherService(at(hidden, 'network_mode')) ?? host, 'network_mode') !== 'host') pages.fault('reachability', `it finds ${host} at the machine, and not at the service of that name`);
    }
    const [added, options] = [texts(body['cap_add']), texts(body['security_opt'])];
    if (mountsByFuse(body)) {
      pages.fact('capabilities', WHAT_FUSE_TAKES, 'devices');
      if (isMoreThanFuse(body)) pages.only('privileges of FUSE', 'more than it takes', 'cap_drop');
      return;
    }
    if (body['privileged'] === true) return pages.fact('capabilities', WHAT_FUSE_TAKES, 'privileged');
    pages.fact('capabilities', `without ${unordered(texts(body['cap_drop']))}, with ${unordered(added)}`, 'cap_add');
    // With this one Kubernetes takes escalation for granted, and refuses to hear that it is not.
    if (!added.includes('SYS_ADMIN')) pages.fact('privilege escalation', options.includes('no-new-privileges:true') ? 'no' : 'yes', 'security_opt');
  }

  private lifecycle(pages: Pages, body: Fields): void {
    // What deploy says takes the place of `restart`, and gives up after some attempts.
    const limited = fields(at(body['deploy'], 'restart_policy'));
    const { condition } = limited;
    const isLimited = condition === 'on-failure';
    if (isLimited) pages.only('restart', `${String(limited['max_attempts'])} attempts, ${durationOf(limited['delay'])} ms apart`, 'deploy', 'restart_policy');
    const [policy, times] = (isLimited || condition === 'any' ? 'always' : condition === 'none' ? 'no' : (text(body['restart']) ?? 'no')).split(':');
    // Without a number it is no task.
    if (policy === 'unless-stopped' || policy === 'always' || (policy === 'on-failure' && times === undefined)) pages.fact('runs', at(body['deploy'], 'mode') === 'global' ? 'for ever on each machine' : 'for ever', 'restart');
    else pages.fact('runs', `once, tried again ${policy === 'no' ? 0 : Number(times)} times`, 'restart');
    if (isScheduled(texts(body['profiles']))) pages.fact('scheduled', 'yes', 'profiles');
    pages.fact('replicas', String(at(body['deploy'], 'replicas') ?? body['scale'] ?? 1), 'deploy', 'replicas');
    pages.fact('stop grace period', String(Math.ceil(durationOf(body['stop_grace_period']) / 1000)), 'stop_grace_period');
    const holder = this.namespaces.get(pages.name);
    const dependencies = Object.entries(fields(body['depends_on'])).map(([peer, options]) => [peer, String(at(options, 'condition')) + (at(options, 'restart') === true && peer !== holder ? AGAIN : '')] as const);
    const handovers = new Set(this.handoverServices.values());
    if (holder !== undefined && at(body['depends_on'], holder, 'restart') !== true) pages.fault('order', `it keeps the network that ${holder} had before it was started anew`);
    this.startsAfter.set(pages.name, new Map(dependencies.filter(([peer]) => !handovers.has(peer))));
    pages.put('starts after', ['depends_on']);
  }
}

/** What is said of the check of an image. */
function timesOf(check: Fields): string {
  const times = ['start_period', 'start_interval'].map((name) => durationOf(check[name]));
  return JSON.stringify([durationOf(check['interval']), durationOf(check['timeout']), check['retries'], ...times]);
}

function checkOf(check: Fields): ComposeCheck {
  const [form, ...command] = items(check['test']).map(String);
  return {
    command: form === 'CMD' ? command : [`not CMD but ${form}`],
    interval: durationOf(check['interval']),
    timeout: durationOf(check['timeout']),
    retries: Number(check['retries']),
    startPeriod: check['start_period'] === undefined ? 0 : durationOf(check['start_period']),
    ...(check['start_interval'] !== undefined && { startInterval: durationOf(check['start_interval']) }),
  };
}
