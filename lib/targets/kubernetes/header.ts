import type { StackModel } from '../../model/stack';
import { secretsName } from './names';

/** What the operator has to do that no manifest can: said at the top of the file. */
export function kubernetesHeader(model: StackModel): string[] {
  const required = model.secrets.filter((secret) => !secret.optional).map((secret) => secret.name);
  const optional = model.secrets.filter((secret) => secret.optional).map((secret) => secret.name);
  if (model.secretStore || required.length + optional.length === 0) return [];
  return [
    `Secrets are created out of band; pods that need one wait until it is there:`,
    `  kubectl -n ${model.namespace} create secret generic ${secretsName(model)} ${required.map((name) => `--from-literal=${name}=...`).join(' ')}`,
    ...(optional.length > 0 ? [`Optional keys: ${optional.join(', ')}`] : []),
  ];
}
