import type { ContainerModel } from '../../../lib/model/container';
import type { Expression } from '../../../lib/model/expression';
import type { StackModel } from '../../../lib/model/stack';
import type { MountModel } from '../../../lib/model/storage';
import type { WorkloadModel } from '../../../lib/model/workload';
import { statedKernel, type StatedKernel } from './stated-kernel';

/** What a target makes of a stack that the model does not decide. */
export interface Platform {
  /** What the operator has set, by the names of parameters and secrets. */
  readonly operator: ReadonlyMap<string, string>;
  /** The port of the host that he has set for an endpoint, by the path of the workload and the name of the endpoint; its default if missing. */
  readonly ports?: ReadonlyMap<string, string>;
  /** What a longer text has in place of what has no value; nothing if missing. */
  readonly unset?: (name: string) => string;
}

/** What the model says that a container is given. */
export interface Stated extends StatedKernel {
  /** Nothing for a variable that is not there. */
  readonly environment: ReadonlyMap<string, string | undefined>;
  /** Secrets and parameters that texts among them, and arguments, are made of, with their values: a target may give a process these as well. */
  readonly parts: ReadonlyMap<string, string>;
  /** Missing for the image's own. */
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: number;
  readonly group?: number;
  readonly groups: readonly number[];
  readonly capabilities: readonly string[];
  /** Whether it has all there are, and nothing is kept from it. */
  readonly privileged: boolean;
  readonly readOnlyRoot: boolean;
  /** Whether it mounts file systems itself, over what is mounted for it. */
  readonly fuse: boolean;
  readonly mounts: readonly MountModel[];
  /** Content of files, by their paths. */
  readonly files: ReadonlyMap<string, { readonly content: Buffer; readonly mode?: number }>;
}

/**
 * Reads the model as its documentation says, and not as the targets lower it: what comes of it is held against what a process
 * has, so nothing here may be shared with them.
 */
export class Statements {
  private readonly endpoints: ReadonlyMap<string, { readonly host: string; readonly port: number; readonly published?: number }>;

  public constructor(private readonly model: StackModel, private readonly platform: Platform) {
    this.endpoints = new Map(model.workloads.flatMap(({ path, name, endpoints }) => endpoints.map((endpoint) => {
      const { exposure } = endpoint;
      const published = exposure && 'port' in exposure ? exposure.port?.default : undefined;
      return [`${path} ${endpoint.name}`, { host: name, port: endpoint.port, ...(published !== undefined && { published }) }] as const;
    })));
  }

  public of(container: ContainerModel, workload: WorkloadModel): Stated {
    const { process, security, mounts, privileged } = container;
    const texts = (all: readonly Expression[] | undefined): string[] | undefined => all?.map((each) => this.text(each) ?? '');
    const [entrypoint, command] = [texts(process.entrypoint), texts(process.command)];
    return {
      ...statedKernel(workload, container),
      environment: new Map(process.environment.map(({ name, value }) => [name, this.text(value)])),
      parts: new Map([...process.environment.map(({ value }) => value), { kind: 'text' as const, parts: [...process.entrypoint ?? [], ...process.command ?? []] }].flatMap((value) => this.partsOf(value))),
      ...(entrypoint && { entrypoint }),
      ...(command && { command }),
      ...(security.user !== undefined && { user: security.user }),
      ...(security.group !== undefined && { group: security.group }),
      groups: security.supplementalGroups ?? [],
      capabilities: security.capabilities.map(({ name }) => name),
      privileged: privileged !== undefined || security.fuse !== undefined,
      readOnlyRoot: security.readOnlyRoot,
      fuse: security.fuse !== undefined,
      mounts,
      files: new Map(mounts.flatMap((mount) => {
        const file = this.file(mount);
        return file ? [file] : [];
      })),
    };
  }

  private file(mount: MountModel): [string, { content: Buffer; mode?: number }] | undefined {
    if (mount.kind === 'secret') return [mount.target, { content: Buffer.from(this.platform.operator.get(mount.secret) ?? ''), ...(mount.mode !== undefined && { mode: mount.mode }) }];
    const config = mount.kind === 'config' ? this.model.configFiles.find(({ name }) => name === mount.config) : undefined;
    if (!config) return undefined;
    return [mount.target, { content: Buffer.from(this.text(config.content) ?? '', config.encoding ?? 'utf8'), ...(config.mode !== undefined && { mode: config.mode }) }];
  }

  /** What an expression comes to; nothing for what the operator has not set. */
  public text(expression: Expression): string | undefined {
    switch (expression.kind) {
      case 'literal':
        return expression.text;
      case 'host':
        return replicaOf(this.endpoint(expression).host, expression.replica);
      case 'port':
        return String(this.endpoint(expression).port);
      case 'published-port':
        return this.platform.ports?.get(`${expression.peer} ${expression.endpoint}`) ?? String(this.endpoint(expression).published);
      case 'secret':
        return this.platform.operator.get(expression.name);
      case 'parameter':
        return this.platform.operator.get(expression.name) ?? this.usual(expression.name);
      case 'text':
        return expression.parts.map((part) => this.text(part) ?? this.unset(part)).join('');
    }
  }

  private unset(part: Expression): string {
    return part.kind === 'secret' || part.kind === 'parameter' ? this.platform.unset?.(part.name) ?? '' : '';
  }

  private partsOf(expression: Expression): readonly (readonly [string, string])[] {
    if (expression.kind !== 'text') return [];
    return expression.parts.flatMap((part) => (part.kind === 'secret' || part.kind === 'parameter' ? [[part.name, this.text(part) ?? ''] as const] : this.partsOf(part)));
  }

  /** Of a parameter that he has not set. */
  private usual(parameter: string): string | undefined {
    const { default: usual, chosen } = this.model.parameters.find(({ name }) => name === parameter) ?? {};
    return chosen ? this.text(chosen) : usual;
  }

  private endpoint({ peer, endpoint }: { readonly peer: string; readonly endpoint: string }) {
    const found = this.endpoints.get(`${peer} ${endpoint}`);
    if (!found) throw new Error(`the model refers to ${peer}.${endpoint}, which it does not have`);
    return found;
  }
}

/** A replica has a name of its own, in both outputs that of a cluster. */
function replicaOf(host: string, replica: number | undefined): string {
  return replica === undefined ? host : `${host}-${replica}.${host}-headless`;
}
