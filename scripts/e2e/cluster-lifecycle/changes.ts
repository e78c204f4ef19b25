import { randomBytes } from 'node:crypto';
import type { Expression } from '../../../lib/model/expression';
import { visitLeaves } from '../../../lib/model/expression';
import { containersOf } from '../../../lib/model/workload';
import type { Namespace } from '../kubernetes-namespace';

/** A secret that no server keeps, here or elsewhere, has another value, and who uses it is made anew: each is given that. Nothing if there is none. */
export function rotatedSecret(namespace: Namespace): readonly string[] | undefined {
  const { model } = namespace.stack;
  const kept = namesIn(namespace, (isServer) => isServer, 'secret');
  const name = [...namesIn(namespace, (isServer) => !isServer, 'secret')].find((candidate) => !kept.has(candidate) && !(candidate in namespace.settings) && model.secrets.some((secret) => secret.name === candidate && !secret.optional));
  if (name === undefined) return undefined;
  namespace.set(name, randomBytes(20).toString('hex'));
  return restarted(namespace);
}

/** A parameter has another value in the cluster, and who uses it is made anew: each is given that. Nothing if there is none. */
export function changedParameter(namespace: Namespace): readonly string[] | undefined {
  const { model } = namespace.stack;
  const names = namesIn(namespace, (isServer) => !isServer, 'parameter');
  const parameter = model.parameters.find(({ name, default: usual, chosen }) => names.has(name) && !chosen && /^[\w.-]+$/.test(usual ?? ''));
  if (!parameter) return undefined;
  const value = `${parameter.default}1`;
  namespace.kubectl('patch', 'configmap', `${model.name}-parameters`, '--type=merge', '--patch', JSON.stringify({ data: { [parameter.name]: value } }));
  namespace.set(parameter.name, value);
  return restarted(namespace);
}

/** Applied once more, it is as it was first, whatever has been done to it. */
export function appliedAgain(namespace: Namespace): readonly string[] {
  namespace.apply();
  return [...restarted(namespace), ...namespace.otherThanApplied()];
}

function restarted(namespace: Namespace): readonly string[] {
  const problems = namespace.restart();
  return problems.length > 0 ? problems : namespace.otherThanStated();
}

/** Of secrets, or parameters, that stand in variables of servers, or of everything else. */
function namesIn({ stack: { model, servers } }: Namespace, isMeant: (isServer: boolean) => boolean, kind: 'secret' | 'parameter'): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (expression: Expression): void => visitLeaves(expression, (leaf) => {
    if (leaf.kind === kind) names.add(leaf.name);
  });
  for (const workload of model.workloads) {
    if (isMeant(servers.has(workload.name))) for (const { process } of containersOf(workload)) for (const { value } of process.environment) add(value);
  }
  return names;
}
