import type { Batch } from '../diagnostics/alike';
import type { Finding } from '../diagnostics/findings';
import type { ContainerModel } from '../model/container';
import { visitLeaves, type Expression } from '../model/expression';
import { grouped, type StackGraph } from '../model/graph';
import type { ParameterModel } from '../model/stack';
import type { VolumeModel } from '../model/storage';
import { containersOf, type WorkloadModel } from '../model/workload';

/* What the table of differences is written with. */

/** One difference, in the words of who compares the outputs. */
export interface Said {
  /** Name of the workload or container; empty for what is about none. */
  readonly of: string;
  readonly what: string;
  readonly kubernetes?: string;
  readonly compose?: string;
}

/** A container, and how outputs call it. */
export interface NamedContainer {
  readonly container: ContainerModel;
  readonly workload: WorkloadModel;
  /** The workload's name; of any but the main one, its own behind it. */
  readonly key: string;
}

/** What a finding is about. */
export interface About {
  readonly graph: StackGraph;
  readonly finding: Finding;
  /** Those of the path: the container itself, or the main one of the workload; none if the path is of none. */
  readonly own: readonly NamedContainer[];
  /** Every container of the workload of the path. */
  readonly all: readonly NamedContainer[];
  readonly workload?: WorkloadModel;
  readonly volume?: VolumeModel;
  readonly parameter?: ParameterModel;
  /** Every container of the stack. */
  readonly containers: readonly NamedContainer[];
  isReported(code: string): boolean;
}

/** Finds what findings are about. */
export interface Subjects {
  about(finding: Finding): About;
}

export function subjectsIn(graph: StackGraph, found: readonly Batch[]): Subjects {
  const index = new Index(graph, found);
  return { about: (finding) => new Subject(index, finding) };
}

/** What there is to be found, by path. */
class Index {
  public readonly containers: readonly NamedContainer[];
  public readonly own: ReadonlyMap<string, readonly NamedContainer[]>;
  public readonly all: ReadonlyMap<string, readonly NamedContainer[]>;
  public readonly volumes: ReadonlyMap<string, VolumeModel>;
  public readonly parameters: ReadonlyMap<string, ParameterModel>;
  private reported: ReadonlySet<string> | undefined;

  public constructor(
    public readonly graph: StackGraph,
    private readonly found: readonly Batch[],
  ) {
    const { model } = graph;
    this.containers = model.workloads.flatMap(namedContainersOf);
    this.own = grouped(this.containers, ({ container }) => container.path);
    this.all = grouped(this.containers, ({ workload }) => workload.path);
    this.volumes = new Map(model.volumes.map((volume) => [volume.path, volume]));
    this.parameters = new Map(model.parameters.map((parameter) => [parameter.path, parameter]));
  }

  public isReported(code: string, path: string): boolean {
    this.reported ??= new Set(this.found.flat().flatMap((each) => each.paths.map((one) => `${each.code} ${one}`)));
    return this.reported.has(`${code} ${path}`);
  }
}

/** Looks for what it is asked for: each row of the table asks for one or two things, and there is a subject for each finding. */
class Subject implements About {
  public constructor(
    private readonly index: Index,
    public readonly finding: Finding,
  ) {}

  public get graph(): StackGraph {
    return this.index.graph;
  }

  public get own(): readonly NamedContainer[] {
    return this.index.own.get(this.finding.path) ?? [];
  }

  public get all(): readonly NamedContainer[] {
    return this.index.all.get(this.finding.path) ?? [];
  }

  public get workload(): WorkloadModel | undefined {
    return this.graph.workloads.get(this.finding.path);
  }

  public get volume(): VolumeModel | undefined {
    return this.index.volumes.get(this.finding.path);
  }

  public get parameter(): ParameterModel | undefined {
    return this.index.parameters.get(this.finding.path);
  }

  public get containers(): readonly NamedContainer[] {
    return this.index.containers;
  }

  public isReported(code: string): boolean {
    return this.index.isReported(code, this.finding.path);
  }
}

function namedContainersOf(workload: WorkloadModel): NamedContainer[] {
  return containersOf(workload).map((container) => ({ container, workload, key: container === workload.containers[0] ? workload.name : `${workload.name}-${container.name}` }));
}

/** The variables and words of a container in which something stands, by the names that outputs have for them. */
export function placesOf({ container, key }: NamedContainer, isMeant: (leaf: Exclude<Expression, { readonly kind: 'text' }>, whole: Expression) => boolean): Said[] {
  const { environment, entrypoint, command } = container.process;
  const has = (whole: Expression): boolean => {
    let found = false;
    visitLeaves(whole, (leaf) => {
      found ||= isMeant(leaf, whole);
    });
    return found;
  };
  return [
    ...environment.filter(({ value }) => has(value)).map(({ name }) => ({ of: key, what: `env ${name}` })),
    ...(entrypoint?.some(has) ? [{ of: key, what: 'entry point' }] : []),
    ...(command?.some(has) ? [{ of: key, what: 'command' }] : []),
  ];
}
