import * as library from 'cdk8s-compose';
import { acknowledge, App, Stack, Task, Workload, type Endpoint, type WorkloadProps } from 'cdk8s-compose';
import { synthesize, type Synthesized } from 'cdk8s-compose/testing';
import { workloadsIn, type Call, type Composite, type ProjectMapping, type Said, type ServiceMapping } from '../import/program';
import type { Raw } from '../import/raw';

/** What was made of a file. */
export interface Built extends Synthesized {
  /** Services that could not be built, with what was found. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
}

/** Runs for it what the mapping says, by the public API alone. */
class Program {
  private readonly stack: Stack;
  private readonly declared = new Map<string, unknown>();
  private readonly workloads = new Map<string, Workload>();
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly begun = new Set<string>();

  public constructor(private readonly project: ProjectMapping) {
    this.stack = new Stack(new App(), project.id);
  }

  public run(services: readonly ServiceMapping[], hatches: ReadonlyMap<string, Raw>): Synthesized {
    for (const { construct, id, props } of this.project.declarations) this.declared.set(id, new library[construct](this.stack, id, this.objectOf(props) as never));
    for (const { service } of services) this.workload(service, services);
    for (const method of ['addInitContainer', 'addEndpoint', 'addEnv', 'connectTo', 'startAfter'] as const) {
      for (const { service, calls } of services) for (const call of calls) if (call.method === method) this.call(service, call.method, call.arguments);
    }
    for (const [service, attributes] of hatches) this.workloads.get(service)?.compose.customize((written) => void Object.assign(written, attributes));
    return this.synthesized();
  }

  /** The workload of a service, with those that are made before it since it refers to them. */
  private workload(name: string, services: readonly ServiceMapping[]): void {
    const service = services.find((each) => each.service === name);
    if (!service || this.workloads.has(name) || this.begun.has(name)) return;
    this.begun.add(name);
    for (const { value } of service.statements) for (const other of workloadsIn(value)) this.workload(other, services);
    const construct = service.construct === 'Task' ? Task : Workload;
    this.workloads.set(name, new construct(this.stack, service.id, this.propsOf(service)));
  }

  /** Accepts what a person would have to look at, and nobody does here. */
  private synthesized(): Synthesized {
    const before = synthesize(this.stack);
    const waivable = before.findings.filter(({ severity, waivable }) => severity === 'error' && waivable);
    if (waivable.length === 0) return before;
    for (const key of new Set(waivable.map(({ path, code }) => `${path} ${code}`))) {
      const [path, code] = key.split(' ');
      const construct = this.stack.node.findAll().find(({ node }) => node.path === path);
      if (construct) acknowledge(construct, code as never, 'the Compose file says it so');
    }
    return synthesize(this.stack);
  }

  private propsOf({ statements }: ServiceMapping): WorkloadProps {
    const props: Record<string, unknown> = {};
    for (const { option, value } of statements) {
      let at = props;
      for (const name of option.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
      at[option[option.length - 1]] = this.value(value);
    }
    return props as unknown as WorkloadProps;
  }

  private call(service: string, method: Call['method'], args: readonly Said[]): void {
    // What a refused service would be needed for is not said.
    if (args.some((arg) => this.isMissing(arg))) return;
    const workload = this.workloads.get(service) as unknown as Record<string, (...given: unknown[]) => unknown>;
    const result = workload[method](...args.map((arg) => this.value(arg)));
    if (method === 'addEndpoint') this.endpoints.set(`${service} ${String(args[0])}`, result as Endpoint);
  }

  private isMissing(value: Said): boolean {
    if (typeof value !== 'object') return false;
    if (value.kind === 'workload') return !this.workloads.has(value.service);
    if (value.kind === 'endpoint') return !this.endpoints.has(`${value.service} ${value.name}`);
    return value.kind === 'text' && value.parts.some((part) => this.isMissing(part));
  }

  private objectOf(entries: Readonly<Record<string, Said>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, this.value(value)]));
  }

  private value(said: Said): unknown {
    return typeof said === 'object' ? this.composite(said) : said;
  }

  private composite(said: Composite): unknown {
    switch (said.kind) {
      case 'list':
        return said.items.map((item) => this.value(item));
      case 'object':
        return this.objectOf(said.entries);
      case 'call': {
        const [name, method] = said.callee.split('.');
        return this.method(library[name as keyof typeof library], method, said.arguments);
      }
      case 'method':
        return this.method(this.value(said.on), said.method, said.arguments);
      case 'member': {
        const [name, member] = said.of.split('.');
        return (library[name as keyof typeof library] as unknown as Record<string, unknown>)[member];
      }
      case 'text': {
        const parts = said.parts.map((part) => this.value(part) as library.EnvValue);
        return library.text(Object.assign(new Array<string>(parts.length + 1).fill(''), { raw: [] }), ...parts);
      }
      case 'declared':
        return this.declared.get(said.id);
      case 'workload':
        return this.workloads.get(said.service);
      case 'endpoint': {
        const endpoint = this.endpoints.get(`${said.service} ${said.name}`);
        return said.part === undefined ? endpoint : endpoint?.[said.part];
      }
    }
  }

  private method(of: unknown, name: string, args: readonly Said[]): unknown {
    const target = of as Record<string, (...given: unknown[]) => unknown>;
    return target[name](...args.map((arg) => this.value(arg)));
  }
}

/**
 * What the library makes of a mapping. A service that it refuses is left out, so that it does not take the others with it.
 *
 * @param hatches what an escape hatch says of a service
 */
export function build(project: ProjectMapping, hatches: ReadonlyMap<string, Raw> = new Map()): Built {
  const refused = new Map<string, readonly string[]>();
  for (;;) {
    const services = project.services.filter(({ service }) => !refused.has(service));
    const built = new Program(project).run(services, hatches);
    const errors = built.findings.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) return { ...built, refused };
    const before = refused.size;
    for (const { service, id } of services) {
      const own = errors.filter(({ path }) => `${path}/`.startsWith(`${project.id}/${id}/`)).map(({ code, message }) => `${code}: ${message}`);
      if (own.length > 0) refused.set(service, own);
    }
    // What is wrong with the file as a whole is wrong with all of its services.
    if (refused.size === before) return { ...built, compose: undefined, refused: new Map(services.map(({ service }) => [service, errors.map(({ code, message }) => `${code}: ${message}`)])) };
  }
}
