import { mentionsIn, renamed } from './peers';
import type { Aliases } from './aliases';
import type { Names } from './names';
import { refersToWorkload, type Call, type Implied, type LeftOver, type OptionPath, type Said, type ServiceMapping, type Statement } from './program';
import type { Raw } from './raw';
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
  readonly endpoints: ReadonlyMap<string, readonly PlannedEndpoint[]>;
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
   * @param hostPath the directory of the host in which it lies
   */
  declare(name: string, users: number, hostPath?: Said): string;
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
    if (!isKnown) this.call('connectTo', { kind: 'endpoint', service, name });
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
