import * as path from 'node:path';
import type { StackModel } from '../../../lib/model/stack';
import { mainOf } from '../../../lib/model/workload';
import type { ComposeProject } from '../compose-project';
import { compared, type Noted } from '../inside/compared';
import { buildComparisons } from './build';
import { hookComparisons } from './hooks';
import { sayersIn } from './native';
import { pullComparisons } from './pull';
import { watchComparisons } from './watch';

/**
 * What shows only when something is done to a project that is up.
 *
 * @param directory with its checkout
 */
export function stepComparisons(model: StackModel, project: ComposeProject, directory: string): readonly Noted[] {
  const checkout = path.join(directory, 'checkout');
  return [
    ...restartedWithPeers(model, project), ...missingValues(model, project), ...watchComparisons(model, project, checkout), ...buildComparisons(model, project, checkout),
    ...pullComparisons(model, project, directory), ...hookComparisons(model, project),
  ];
}

/** Who is to be started again with a peer is, when Compose starts that one again. */
function restartedWithPeers({ workloads }: StackModel, project: ComposeProject): readonly Noted[] {
  const names = new Map(workloads.map(({ path, name }) => [path, name]));
  return workloads.flatMap(({ path, name, startAfter }) => startAfter.filter(({ restart }) => restart).map(({ workload }): Noted => {
    const peer = names.get(workload)!;
    const before = project.startedAt(name);
    project.run(['restart', peer]);
    return { path, ...compared('restart with a peer', project.startedAt(name) !== before, () => `${name} is not started again with ${peer}`) };
  }));
}

/** Without a value that is asked for nothing may be started, and the operator is told which one it is. */
function missingValues(model: StackModel, project: ComposeProject): readonly Noted[] {
  const { env } = project;
  return model.parameters.filter(({ required }) => required).flatMap(({ name, setting = name, path }) => {
    project.env = env.replace(new RegExp(`^${setting}=.*$`, 'm'), `${setting}=`);
    const { status, stderr } = project.run(['up', '-d', '--no-build']);
    project.env = env;
    const isTold = status !== 0 && stderr.includes(setting);
    return users(model, path).map((of): Noted => ({ path: of, ...compared('a missing value', isTold, () => (status === 0 ? `it starts without ${setting}` : `without ${setting} the operator is told: ${stderr.trim()}`)) }));
  });
}

/** Who is given a parameter. */
function users(model: StackModel, path: string): readonly string[] {
  const only = { ...model, parameters: model.parameters.filter((parameter) => parameter.path === path) };
  return [...sayersIn(only, ['parameter.required']).get('parameter.required') ?? model.workloads.map((workload) => mainOf(workload).path)];
}
