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
}

/** Finds what findings are about. */
export interface Subjects {
  about(finding: Finding): About;
}

export function subjectsIn(graph: StackGraph): Subjects {
  const { model } = graph;
  const containers = model.workloads.flatMap(namedContainersOf);
  const own = grouped(containers, ({ container }) => container.path);
  const all = grouped(containers, ({ workload }) => workload.path);
  const volumes = new Map(model.volumes.map((volume) => [volume.path, volume]));
  const parameters = new Map(model.parameters.map((parameter) => [parameter.path, parameter]));
  return {
    about: (finding) => {
      const { path } = finding;
      const [workload, volume, parameter] = [graph.workloads.get(path), volumes.get(path), parameters.get(path)];
      return {
        graph,
        finding,
        containers,
        own: own.get(path) ?? [],
        all: all.get(path) ?? [],
        ...(workload && { workload }),
        ...(volume && { volume }),
        ...(parameter && { parameter }),
      };
    },
  };
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
