import { App, Image, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { Expression } from '../../lib/model/expression';
import type { StackModel } from '../../lib/model/stack';
import type { ContainerModel } from '../../lib/model/container';
import { mainOf, type WorkloadModel } from '../../lib/model/workload';

export const IMAGE = Image.fromReference('example/app:1.0.0');

/** A model whose workloads can be read together with their main containers. */
export type DescribedStack = Omit<StackModel, 'workloads'> & { readonly workloads: readonly Described[] };

/** The model of the stack `shop`, in which nothing is wrong. */
export function described(build: (stack: Stack) => unknown): DescribedStack {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  const { model, findings } = synthesize(stack);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { ...model, workloads: model.workloads.map(withMain) };
}

/** A workload together with its main container, which is all that most constructs are about. */
export type Described = Omit<ContainerModel, 'name' | 'path'> & WorkloadModel;

function withMain(workload: WorkloadModel): Described {
  return { ...mainOf(workload), ...workload };
}

export function workloadNamed(model: DescribedStack, name: string): Described {
  const found = model.workloads.find((workload) => workload.name === name);
  if (!found) throw new Error(`no workload ${name} in ${model.workloads.map((workload) => workload.name).join(', ')}`);
  return found;
}

/** The one workload of a stack. */
export function describedWorkload(build: (stack: Stack) => unknown): Described {
  const { workloads } = described(build);
  expect(workloads).toHaveLength(1);
  return workloads[0];
}

/** An expression as a person reads it: `http://<host shop/api.http>:<port shop/api.http>`. */
export function shown(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.text;
    case 'text':
      return expression.parts.map(shown).join('');
    case 'host':
    case 'port':
    case 'published-port':
      return `<${expression.kind} ${expression.peer}.${expression.endpoint}>`;
    default:
      return `<${expression.kind} ${expression.name}>`;
  }
}

/** The environment of a workload by name, in the order of the model. */
export function environmentOf(workload: Pick<ContainerModel, 'process'>): Record<string, string> {
  return Object.fromEntries(workload.process.environment.map(({ name, value }) => [name, shown(value)]));
}

/** What is mounted where: `/data` to `volume results`. */
export function mountsOf(workload: Pick<ContainerModel, 'mounts'>): Record<string, string> {
  return Object.fromEntries(
    workload.mounts.map((mount) => {
      switch (mount.kind) {
        case 'volume':
          return [mount.target, `volume ${mount.volume}${mount.readOnly ? ' read-only' : ''}`];
        case 'config':
          return [mount.target, `file ${mount.config}`];
        case 'source':
          return [mount.target, `source ${mount.source}${mount.readOnly ? ' read-only' : ''}`];
        case 'certificate':
          return [mount.target, `certificate ${mount.secret}`];
        case 'secret':
          return [mount.target, `secret ${mount.secret}`];
        case 'propagated':
          return [mount.target, `shared ${mount.directory}`];
        case 'image':
          return [mount.target, `content of ${mount.reference}${mount.subPath === undefined ? '' : ` at ${mount.subPath}`}`];
        case 'host-path':
          return [mount.target, `${mount.type} ${mount.path} of the host${mount.readOnly ? ' read-only' : ''}`];
        case 'shared-scratch':
          return [mount.target, `shared scratch ${mount.name}`];
        default:
          return [mount.target, `${mount.kind} ${mount.size === undefined ? 'of any size' : `${mount.size / 1024 ** 2}Mi`}`];
      }
    }),
  );
}

/** `a after b (healthy)` for each start order of the model. */
export function startOrderOf(model: Pick<StackModel, 'workloads'>): string[] {
  const nameOf = (path: string): string => model.workloads.find((workload) => workload.path === path)?.name ?? path;
  return model.workloads.flatMap(({ name, startAfter }) =>
    startAfter.map(({ workload, condition, implied }) => `${name} after ${nameOf(workload)} (${condition}${implied ? ', implied' : ''})`),
  );
}
