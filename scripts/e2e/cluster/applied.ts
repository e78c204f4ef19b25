import type { StackModel } from '../../../lib/model/stack';
import type { ChosenStack } from '../stacks';
import { objectsIn } from './objects';

/** What of a model is applied: of a workload of a profile that is not chosen there is no object. */
export function appliedOf({ model, files }: Pick<ChosenStack, 'model' | 'files'>): StackModel {
  if (!model.workloads.some(({ profiles }) => profiles)) return model;
  const names = new Set(objectsIn(files.get(`kubernetes/${model.name}.k8s.yaml`) ?? '').map(({ metadata: { name } }) => name));
  return { ...model, workloads: model.workloads.filter(({ name, profiles }) => !profiles || names.has(name)) };
}
