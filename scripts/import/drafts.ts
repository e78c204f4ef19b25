import { mentionsIn, renamed } from './peers';
import type { Aliases } from './aliases';
import type { Names } from './names';
import { object, refersToWorkload, type Call, type Implied, type LeftOver, type OptionPath, type Said, type ServiceMapping, type Statement } from './program';
import { runsWhenever } from './profiles';
import { isScalar, type Raw } from './raw';
import type { HostPorts } from './ports';
import type { SecretFiles } from './secrets';
import { parseTemplate, type Template } from './template';
import type { Outcome, Variables } from './variables';

/** An endpoint that a workload has. */
export interface PlannedEndpoint {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

/** What the mapping of one service needs to know of the whole file. */
export interface Project {
  readonly services: ReadonlyMap<string, Raw>;
  /** Everything in the file beside its services. */
  readonly top: Raw;
  readonly ids: Names;
  /** Of objects that hold variables, by the file that Compose has in their place. */
  readonly sources: Names;
  readonly volumes: Volumes;
  readonly secrets: SecretFiles;
  /** Other names of services. */
  readonly aliases: Aliases;
  readonly variables: Variables;
  readonly hostPorts: HostPorts;
  readonly endpoints: ReadonlyMap<string, readonly PlannedEndpoint[]>;
  /** Services that are asked whether they work: they say how, or somebody waits until they do. */
  readonly checked: ReadonlySet<string>;
  /** Services that end. */
  readonly tasks: ReadonlySet<string>;
  /** Directory of the file, below the root of its checkout. */
  readonly directory: string;
}

/** The volumes of a file, as far as somebody mounts them. */
export interface Volumes {
  /**
   * The id of a volume.
   *
   * @param name of its own, or what it can be called
   * @param users how many containers mount it here
   * @param onHost the directory of the host in which it lies, and what is said of that
   */
  declare(name: string, users: number, onHost?: Readonly<Record<string, Said>>): string;
}

/** What is said of one service, attribute by attribute. */
export class ServiceDraft {
  private readonly statements: Statement[] = [];
  private readonly calls: Call[] = [];
  private readonly implied: Implied[] = [];
  private readonly leftOver: LeftOver[] = [];
  private attribute = '';

  public constructor(
    public readonly service: string,
    public readonly raw: Raw,
    public readonly project: Project,
  ) {}

  /** All that follows is about this attribute. */
  public about(attribute: string): this {
    this.attribute = attribute;
    return this;
  }

  public get isTask(): boolean {
    return this.project.tasks.has(this.service);
  }

  public say(option: OptionPath, value: Said): void {
    const [first, name, ...deeper] = option;
    if (first === 'env' && deeper.length === 0 && refersToWorkload(value)) this.call('addEnv', name, value);
    else this.statements.push({ attribute: this.attribute, option, value });
  }

  public call(method: Call['method'], ...args: readonly Said[]): void {
    this.calls.push({ attribute: this.attribute, method, arguments: args });
  }

  /** What is said of an option so far, by the name behind it. */
  public said(option: OptionPath[0]): Readonly<Record<string, Said>> {
    return Object.fromEntries(this.statements.flatMap(({ option: [first, name], value }) => (first === option && name !== undefined ? [[name, value] as const] : [])));
  }

  public imply(because: string): void {
    this.implied.push({ attribute: this.attribute, because });
  }

  public leave(why: string, value: unknown, part = ''): void {
    this.leftOver.push({ attribute: this.attribute + part, value, why });
  }

  /** The text with the names that peers have here. */
  public textOf(template: Template): Outcome {
    const { ids, services, variables } = this.project;
    const names = [...services.keys()];
    return variables.said(template.map((part) => (typeof part === 'string' ? renamed(part, names, (service) => ids.of(service)) : part)));
  }

  /**
   * A value of a field that the operator may choose.
   *
   * @param read what a plain text comes to; undefined if it cannot be one
   */
  public chosen(value: unknown, read: (text: string) => Said | undefined): Outcome {
    const template = templateOf(value);
    const { variables } = this.project;
    const plain = isScalar(value) ? read(variables.known(template)) : undefined;
    if (plain === undefined) return { why: 'no value that the field takes' };
    return template.every((part) => typeof part === 'string') ? { said: plain } : variables.said(template);
  }

  /** Says what a field is, or leaves it. */
  public sayChosen(option: OptionPath, value: unknown, read: (text: string) => Said | undefined, part = ''): void {
    const outcome = this.chosen(value, read);
    if ('why' in outcome) this.leave(outcome.why, value, part);
    else this.say(option, outcome.said);
  }

  /** Has it wait for another one. */
  public startAfter(service: string, options: Readonly<Record<string, Said>>): void {
    const workload: Said = { kind: 'workload', service };
    if (Object.keys(options).length > 0) this.call('startAfter', workload, object(options));
    else this.call('startAfter', workload);
  }

  /** Connects it with the peers that a text names. */
  public connect(text: string): void {
    const { services, endpoints } = this.project;
    const others = [...services.keys()].filter((service) => service !== this.service);
    for (const { service, port } of mentionsIn(text, others)) {
      const known = endpoints.get(service) ?? [];
      const endpoint = known.find((each) => each.port === port) ?? known[0];
      if (endpoint) this.connectTo(service, endpoint.name);
    }
  }

  /** Connects it with an endpoint, once. */
  public connectTo(service: string, name: string): void {
    const isKnown = this.calls.some(({ method, arguments: [to] }) => method === 'connectTo' && typeof to === 'object' && to.kind === 'endpoint' && to.service === service && to.name === name);
    if (isKnown) return;
    const endpoint: Said = { kind: 'endpoint', service, name };
    // A name in its environment is no claim that it cannot do without.
    if (runsWhenever(this.project.services.get(service) ?? {}, this.raw)) this.call('connectTo', endpoint);
    else this.call('connectTo', endpoint, object({ required: false }));
  }

  public get mapping(): ServiceMapping {
    const { service, statements, calls, implied, leftOver } = this;
    return { service, id: this.project.ids.of(service), construct: this.isTask ? 'Task' : 'Workload', statements, calls, implied, leftOver };
  }
}

/** A scalar of the file as a text with variables. */
export function templateOf(value: unknown): Template {
  return parseTemplate(String(value));
}
