import type { PublicExposure } from '../../model/endpoint';
import type { StackModel } from '../../model/stack';

/** Kinds of what is made of a stack and can be made again: no claims, with which goes the data. */
const DELETABLE_KINDS = [
  'deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'services', 'configmaps', 'ingresses', 'networkpolicies', 'serviceaccounts', 'horizontalpodautoscalers',
  'poddisruptionbudgets', 'roles', 'rolebindings', 'resourcequotas', 'limitranges',
];

/** Those that clusters need not have: what the cluster says that it has, each with a comma before it. */
const FURTHER_KINDS = "$(kubectl api-resources --namespaced -o name | awk '/^(gateways|httproutes)[.]gateway[.]|^externalsecrets[.]/ { printf \",%s\", $0 }')";

/**
 * What an operator's shell tells kubectl. Not only what the manifests have is among it, as they may have had it before, or with another
 * choice; but where a cluster has no such kind, kubectl deletes nothing of the others either.
 */
export const DELETABLE = `${DELETABLE_KINDS.join(',')}${FURTHER_KINDS}`;

/** The ConfigMap of a stack's parameters. */
export function parametersName(stack: StackModel): string {
  return `${stack.name}-parameters`;
}

/** The Secret of a stack, created out of band or by its secret store. */
export function secretsName(stack: StackModel): string {
  return `${stack.name}-secrets`;
}

/** The Secret that has a key: one of its own if the store may lack it, else that of the stack. */
export function secretNameOf(key: string, stack: StackModel): string {
  const { existing } = stack.secrets.find(({ name }) => name === key) ?? {};
  if (existing) return existing.secret;
  const isApart = stack.secretStore !== undefined && stack.secrets.some(({ name, optional }) => name === key && optional);
  return isApart ? `${secretsName(stack)}-${key.toLowerCase().replaceAll('_', '-').replace(/^-+|-+$/g, '')}` : secretsName(stack);
}

/** Under which key that Secret has it. */
export function secretKeyOf(name: string, stack: StackModel): string {
  return stack.secrets.find((secret) => secret.name === name)?.existing?.key ?? name;
}

/** The secrets whose values are not there already. */
export function newSecrets({ secrets }: StackModel): StackModel['secrets'] {
  return secrets.filter(({ existing }) => !existing);
}

/** The Secret that holds the certificate of a host; undefined for any host, if none is named: then it is the ingress controller's own. */
export function certificateName({ host, certificate }: PublicExposure): string | undefined {
  return certificate?.secret ?? (host === undefined ? undefined : `${host.replaceAll('.', '-')}-tls`);
}
