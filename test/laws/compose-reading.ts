import { at, fields, isFields, items, mappings, text, texts, type Fields } from '../../lib/verify/untyped';
import { AGAIN, UNSET, unordered, WHAT_FUSE_TAKES, type ComposeCheck, type ComposeReading, type PublishedPort } from './reading';
import { HOST_DIRECTORY } from './stack-description';
import { interpolate, InterpolationError } from './variable-expansion';
import { readWordsOfService } from './words';

/** What Compose would run: the parsed file, the files beside it, and the operator's environment. */
export function readCompose(document: unknown, files: ReadonlyMap<string, string>, operator: ReadonlyMap<string, string>): ComposeReading {
  return new ComposeReader(fields(document), fields(resolved(document, operator)), files, operator).read();
}

/** All strings interpolated, at any depth; keys are not. */
function resolved(value: unknown, operator: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return interpolated(value, operator);
  if (Array.isArray(value)) return value.map((item) => resolved(item, operator));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, operator)]));
}

const REFUSED = 'refused: ';

function interpolated(value: string, operator: ReadonlyMap<string, string>): string {
  try {
    return interpolate(value, operator);
  } catch (error) {
    if (error instanceof InterpolationError) return REFUSED + error.message;
    throw error;
  }
}

class ComposeReader {
  private readonly facts = new Map<string, string>();
  private readonly calls = new Map<string, string>();
  private readonly only = new Map<string, string>();
  private readonly faults: string[] = [];
  private readonly published = new Map<string, PublishedPort>();
  private readonly startsAfter = new Map<string, ReadonlyMap<string, string>>();
  private readonly checks = new Map<string, ComposeCheck>();
  private readonly handovers = new Map<string, { uid: string; gid: string }>();
  private readonly handoverServices = new Map<string, string>();
  private readonly sources = new Map<string, Map<string, string>>();
  private readonly passes = new Map<string, ReadonlySet<string>>();
  private readonly emptied = new Set<string>();
  private readonly cutOff = new Set<string>();
  private readonly namespaces = new Map<string, string>();
  private readonly joined = new Map<string, string>();
  private readonly shared = new Set<string>();

  public constructor(
    private readonly written: Fields,
    private readonly document: Fields,
    private readonly files: ReadonlyMap<string, string>,
    private readonly operator: ReadonlyMap<string, string>,
  ) {}

  public read(): ComposeReading {
    const services = Object.entries(fields(this.document['services'])).map(([name, body]) => [name, fields(body)] as const);
    for (const [name, body] of services) {
      const other = /^service:(.+)$/.exec(text(body['network_mode']) ?? '')?.[1];
      if (other !== undefined) this.namespaces.set(name, other);
    }
    const holders = new Set(this.namespaces.values());
    const containers = services.filter(([name, body]) => !this.isHandover(name, body) && !(holders.has(name) && isIdle(body)) && !isWaitForTasks(body));
    this.findUnawaited(services);
    this.facts.set('system name', text(this.document['name']) ?? '');
    for (const [volume, { external }] of Object.entries(fields(this.document['volumes'])).map(([key, value]) => [key, fields(value)] as const)) if (!this.shared.has(volume) && external !== true) this.facts.set(`volume ${volume}`, 'durable');
    for (const [name, body] of containers) this.service(name, body);
    for (const [name, body] of services) if (holders.has(name) && isIdle(body)) this.ports(knownAs(name, body), body);
    this.networksOf(services.filter(([name]) => containers.some(([other]) => other === name) || holders.has(name)));
    this.findRefusals(this.document);
    const { facts, calls, only, faults, published, startsAfter, checks, handovers, sources, passes, emptied, cutOff, namespaces, joined } = this;
    return { facts, calls, only, faults, published, startsAfter, checks, handovers, sources, passes, emptied, cutOff, namespaces, networks: joined };
  }

  /** `up --wait` takes for a failure whatever ends and nobody in the project waits for. */
  private findUnawaited(services: readonly (readonly [string, Fields])[]): void {
    const inUp = services.filter(([, body]) => body['profiles'] === undefined);
    const awaited = new Set(inUp.flatMap(([, body]) => Object.entries(fields(body['depends_on'])).flatMap(([name, options]) => (at(options, 'condition') === 'service_completed_successfully' ? [name] : []))));
    for (const [name, body] of inUp) {
      const ends = /^(no$|on-failure:)/.test(text(body['restart']) ?? '') && !isWaitForTasks(body);
      if (ends && !awaited.has(name)) this.faults.push(`${name} ends, and nobody waits for it`);
    }
  }

  private findRefusals(value: unknown): void {
    if (typeof value === 'string' && value.startsWith(REFUSED)) this.faults.push(value);
    for (const item of Array.isArray(value) ? value : Object.values(fields(value))) this.findRefusals(item);
  }

  /** A step without a network that makes a volume writable and ends is no workload. */
  private isHandover(name: string, body: Fields): boolean {
    const command = texts(body['command']);
    const [program, owner, path] = command[0] === 'sh' && isHandOver(command[2]) ? ['chown', ...command.slice(4)] : command;
    const [mount, ...others] = mappings(body['volumes']);
    const match = /^(\d+):(\d+)$/.exec(owner ?? '');
    const isForAll = program === 'chmod' && owner === '1777';
    if (!(isForAll || (program === 'chown' && match)) || !mount || others.length > 0 || mount['target'] !== path) return false;
    if (body['network_mode'] !== 'none' || body['restart'] !== 'no') return false;
    const volume = volumeOf(text(mount['source']) ?? '');
    if (match) this.handovers.set(volume, { uid: match[1], gid: match[2] });
    else this.shared.add(volume);
    this.handoverServices.set(volume, name);
    return true;
  }

  private service(name: string, body: Fields): void {
    const fact = (what: string, value: string): void => void this.facts.set(`${name} ${what}`, value);
    fact('image', text(body['image']) ?? '');
    const { entrypoint, command } = body;
    if (Array.isArray(entrypoint)) fact('entry point', JSON.stringify(entrypoint));
    // With an entry point of its own the image's command is not used, so none is the same as an empty one.
    if (Array.isArray(command) || Array.isArray(entrypoint)) fact('command', JSON.stringify(command ?? []));
    if (body['working_dir'] !== undefined) fact('working directory', String(body['working_dir']));
    for (const [variable, value] of Object.entries(fields(body['environment']))) {
      // Without a value the operator's variable of that name is handed on, if there is one.
      fact(`env ${variable}`, value === null ? (this.operator.get(variable) ?? UNSET) : String(value));
    }
    const sources = mappings(body['env_file']).map((file) => [/^\.\/(.*)\.env$/.exec(String(file['path']))?.[1] ?? file['path'], file['required'] === false]);
    if (sources.length > 0) fact('variables from', JSON.stringify(sources));
    this.findEmptied(name);
    for (const [label, value] of Object.entries(fields(body['labels']))) fact(`note ${label}`, String(value));
    this.ports(name, body);
    this.mounts(name, body);
    this.security(name, body);
    this.lifecycle(name, body);
    const { limits, reservations } = fields(at(body['deploy'], 'resources'));
    for (const [what, amounts] of [['limit', fields(limits)], ['request', fields(reservations)]] as const) {
      fact(`cpu ${what}`, String(Math.round(Number(amounts['cpus']) * 1000)));
      fact(`memory ${what}`, String(bytesOf(amounts['memory'])));
    }
    const check = fields(body['healthcheck']);
    if (check['test'] !== undefined) this.checks.set(name, checkOf(check));
    else if (body['healthcheck'] !== undefined && check['disable'] !== true) this.only.set(`${name} check of the image`, timesOf(check));
  }

  /** `${NAME:-}` under another name. */
  private findEmptied(name: string): void {
    for (const [variable, template] of Object.entries(fields(at(this.written['services'], name, 'environment')))) {
      const handedOn = /^\$\{(\w+):-\}$/.exec(String(template))?.[1];
      if (handedOn !== undefined && handedOn !== variable && !this.operator.has(handedOn)) this.emptied.add(`${name} env ${variable}`);
    }
  }

  private ports(name: string, body: Fields): void {
    for (const port of mappings(body['ports'])) {
      this.published.set(`${name} ${String(port['name'])}`, {
        container: `${String(port['target'])}/${String(port['protocol'])}`,
        host: `${text(port['host_ip']) ?? '0.0.0.0'}:${String(port['published'])}`,
      });
    }
  }

  private mounts(name: string, body: Fields): void {
    const fact = (target: unknown, value: string): void => void this.facts.set(`${name} mount ${String(target)}`, value);
    const written = mappings(at(this.written['services'], name, 'volumes'));
    for (const [index, { type, source, target, read_only: readOnly, bind }] of mappings(body['volumes']).entries()) {
      if (at(bind, 'create_host_path') === true && String(source).startsWith(HOST_DIRECTORY)) {
        const volume = volumeOf(String(source));
        this.facts.set(`volume ${volume}`, 'durable');
        fact(target, `volume ${volume}${readOnly === true ? ', read-only' : ''}`);
        this.expectHandover(name, body, volume, readOnly === true);
      } else if (type === 'bind' && !String(written[index]['source']).includes(':?')) {
        if (at(bind, 'create_host_path') !== false) this.faults.push(`${name}: ${String(source)} of the host would be made`);
        fact(target, `host ${String(source)}${readOnly === true ? ', read-only' : ''}`);
      } else if (type === 'volume' && source !== undefined) {
        const declared = at(this.document['volumes'], String(source));
        const called = at(declared, 'external') === true ? at(declared, 'name') : source;
        fact(target, `${this.shared.has(String(source)) ? 'shared' : 'volume'} ${String(called)}${readOnly === true ? ', read-only' : ''}`);
        this.expectHandover(name, body, String(source), readOnly === true);
      } else {
        const sources = this.sources.get(name) ?? new Map<string, string>();
        this.sources.set(name, sources.set(String(target), source === undefined ? 'kept' : `${String(source)}${readOnly === true ? ', read-only' : ''}`));
      }
    }
    const contents = new Map<string, string>();
    for (const { source, target } of mappings(body['configs'])) {
      const file = text(at(this.document['configs'], String(source), 'file'))?.replace(/^\.\//, '') ?? '';
      const content = this.files.get(file);
      if (content === undefined) this.faults.push(`${name}: there is no file ${file}`);
      fact(target, `file ${content ?? ''}`);
      contents.set(String(target), content ?? '');
    }
    for (const { source, target } of mappings(body['secrets'])) {
      const file = text(at(this.document['secrets'], String(source), 'file'));
      if (file !== `./secrets/${String(source)}`) this.faults.push(`${name}: the secret ${String(source)} is in ${String(file)}`);
      fact(target, `secret ${String(source)}`);
    }
    const configuration = contents.get('/etc/nginx/nginx.conf');
    if (configuration !== undefined) this.passes.set(name, passedOn(configuration, upstreamsIn(contents.get('/etc/nginx/start.sh') ?? '')));
    for (const entry of texts(body['tmpfs'])) {
      const [target, options = ''] = entry.split(':');
      const named = new Map(options.split(',').map((option) => option.split('=') as [string, string]));
      fact(target, `memory ${named.has('size') ? bytesOf(named.get('size')) : 'of any size'}`);
      // The engine gives a directory of the image the image's own mode, so only its owner can be sure to write to it.
      const owner = `${String(named.get('uid'))}:${String(named.get('gid'))}`;
      if (owner !== (body['user'] ?? 'undefined:undefined')) this.faults.push(`${name}: ${target} belongs to ${owner}, not to the container's user`);
    }
    if (body['shm_size'] !== undefined) fact('/dev/shm', `memory ${bytesOf(body['shm_size'])}`);
  }

  private expectHandover(name: string, body: Fields, volume: string, readOnly: boolean): void {
    const service = this.handoverServices.get(volume);
    if (service === undefined || readOnly) return;
    const condition = at(body['depends_on'], service, 'condition');
    if (condition !== 'service_completed_successfully') this.faults.push(`${name}: does not wait until ${volume} is handed over`);
  }

  private security(name: string, body: Fields): void {
    const fact = (what: string, value: string): void => void this.facts.set(`${name} ${what}`, value);
    fact('user', String(body['user'] ?? 'undefined:undefined'));
    fact('root file system', body['read_only'] === true ? 'read-only' : 'writable');
    const groups = items(body['group_add'] ?? []).map(String).filter((group) => !/^\D/.test(group));
    if (groups.length > 0) fact('groups', unordered(groups));
    const network = fields(at(this.document['services'], this.namespaces.get(name) ?? name));
    for (const [what, value, isShared] of readWordsOfService(body, network, !this.namespaces.has(name) || network === body || isMainOf(name, network))) {
      if (isShared) fact(what, value);
      else this.only.set(`${name} ${what}`, value);
    }
    const [added, options] = [texts(body['cap_add']), texts(body['security_opt'])];
    if (texts(body['devices']).includes('/dev/fuse:/dev/fuse')) {
      fact('capabilities', WHAT_FUSE_TAKES);
      if (!added.includes('SYS_ADMIN') || !options.includes('apparmor:unconfined')) this.faults.push(`${name}: has /dev/fuse, but may not mount`);
      return;
    }
    if (body['privileged'] === true) return fact('capabilities', WHAT_FUSE_TAKES);
    fact('capabilities', `without ${unordered(texts(body['cap_drop']))}, with ${unordered(added)}`);
    // With this one Kubernetes takes escalation for granted, and refuses to hear that it is not.
    if (!added.includes('SYS_ADMIN')) fact('privilege escalation', options.includes('no-new-privileges:true') ? 'no' : 'yes');
  }

  private lifecycle(name: string, body: Fields): void {
    const fact = (what: string, value: string): void => void this.facts.set(`${name} ${what}`, value);
    // What deploy says takes the place of `restart`, and gives up after some attempts.
    const limited = fields(at(body['deploy'], 'restart_policy'));
    const isLimited = limited['condition'] === 'on-failure';
    if (isLimited) this.only.set(`${name} restart`, `${String(limited['max_attempts'])} attempts, ${durationOf(limited['delay'])} ms apart`);
    const [policy, times] = (isLimited ? 'always' : (text(body['restart']) ?? 'no')).split(':');
    // Without a number it is no task.
    if (policy === 'unless-stopped' || policy === 'always' || (policy === 'on-failure' && times === undefined)) fact('runs', at(body['deploy'], 'mode') === 'global' ? 'for ever on each machine' : 'for ever');
    else fact('runs', `once, tried again ${policy === 'no' ? 0 : Number(times)} times`);
    if (texts(body['profiles']).includes('scheduled')) fact('scheduled', 'yes');
    fact('replicas', String(at(body['deploy'], 'replicas') ?? 1));
    fact('stop grace period', String(Math.ceil(durationOf(body['stop_grace_period']) / 1000)));
    const holder = this.namespaces.get(name);
    const dependencies = Object.entries(fields(body['depends_on'])).map(([peer, options]) => [peer, String(at(options, 'condition')) + (at(options, 'restart') === true && peer !== holder ? AGAIN : '')] as const);
    const handovers = new Set(this.handoverServices.values());
    if (holder !== undefined && at(body['depends_on'], holder, 'restart') !== true) this.faults.push(`${name}: keeps the network that ${holder} had before it was started anew`);
    this.startsAfter.set(name, new Map(dependencies.filter(([peer]) => !handovers.has(peer))));
  }

  /**
   * A network is named after the one that answers on it; who else is on it may call that one. That those see each other too is what
   * Compose cannot prevent (`compose/shared-network`). On a network without such a name everyone calls everyone.
   */
  private networksOf(services: readonly (readonly [string, Fields])[]): void {
    const members = new Map<string, string[]>();
    const named = (body: Fields): readonly string[] =>
      body['network_mode'] === 'host' ? [] : body['networks'] === undefined ? ['default'] : Array.isArray(body['networks']) ? texts(body['networks']) : Object.keys(fields(body['networks']));
    // A network with a name of its own is there for others, who are in no file.
    const on = (body: Fields): readonly string[] => named(body).filter((network) => at(this.document['networks'], network, 'name') === undefined);
    for (const [name, body] of services) {
      const holder = this.namespaces.get(name);
      const network = holder === undefined ? body : fields(at(this.document['services'], holder));
      const joined = on(network);
      this.joined.set(name, unordered(joined));
      const all = named(network);
      if (all.length > 0 && all.every((each) => at(this.document['networks'], each, 'internal') === true)) this.cutOff.add(name);
      if (holder === undefined) for (const each of joined) members.set(each, [...(members.get(each) ?? []), knownAs(name, body, each)]);
    }
    for (const [network, names] of members) {
      const servers = names.includes(network) ? [network] : names;
      for (const server of servers) for (const client of names) if (client !== server) this.calls.set(`${client} -> ${server}`, 'any');
    }
  }
}

/** A service that is there for its network alone. */
function isIdle(body: Fields): boolean {
  return JSON.stringify(body['command']) === '["tail","-f","/dev/null"]';
}

/** The name under which others find a service: its own, or the one that it has taken on a network. */
function knownAs(name: string, body: Fields, network?: string): string {
  if (!isIdle(body)) return name;
  const networks = fields(body['networks']);
  return texts(at(networks[network ?? Object.keys(networks)[0]], 'aliases'))[0] ?? name;
}

/** Whether a service is the one after which the network it shares is called. */
function isMainOf(name: string, network: Fields): boolean {
  return Object.values(fields(network['networks'])).some((joined) => texts(at(joined, 'aliases')).includes(name));
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

/** `path host:port` of each location of an nginx.conf that passes requests on to a group of addresses. */
function passedOn(configuration: string, upstreams: ReadonlyMap<string, string>): Set<string> {
  const locations = configuration.matchAll(/^ *location (?:~ \^(\/\S+)\(\/\|\$\)|(\/)) \{\n((?: {6}.*\n)*)/gm);
  return new Set([...locations].flatMap(([, below, root, body]) => {
    const upstream = /^ *proxy_pass http:\/\/([^/;$]+);$/m.exec(body)?.[1];
    return upstream === undefined ? [] : [`${below?.replaceAll('\\', '') ?? root} ${upstreams.get(upstream) ?? `no group ${upstream}`}`];
  }));
}

/** `host:port` of each group of addresses that a start script writes for nginx, which on Kubernetes adds a domain to the host. */
function upstreamsIn(script: string): Map<string, string> {
  const groups = script.matchAll(/^upstream (\S+) \{\n {2}zone \1 64k;\n {2}server ([a-z0-9-]+)\$\{domain\}:(\d+) resolve\b.*;\n\}$/gm);
  return new Map([...groups].map(([, name, host, port]) => [name, `${host}:${port}`]));
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Milliseconds of a duration as Go writes it. */
function durationOf(value: unknown): number {
  return [...String(value).matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit], 0);
}

function bytesOf(value: unknown): number {
  const match = /^(\d+)([bkmg]?)$/.exec(String(value));
  return match ? Number(match[1]) * 1024 ** Math.max(0, 'bkmg'.indexOf(match[2] || 'b')) : NaN;
}

/** What is never created, and there for Compose to see who waits for the tasks. */
function isWaitForTasks(body: Fields): boolean {
  return at(body['deploy'], 'replicas') === 0 && body['network_mode'] === 'none' && Object.keys(fields(body['depends_on'])).length > 0;
}

/** Whether a script changes the owner of a tree, both of which it is given. */
/** What a directory of the host is called that holds a volume. */
function volumeOf(source: string): string {
  return source.startsWith(HOST_DIRECTORY) ? source.slice(HOST_DIRECTORY.length) : source;
}

function isHandOver(script: string | undefined): boolean {
  return script !== undefined && /\bfind "\$\$?2" .*-exec chown -h "\$\$?1" |\|\| chown "\$\$?1" "\$\$?2"$/.test(script);
}
