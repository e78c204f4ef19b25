import type { PublicExposure } from '../../model/endpoint';
import type { StackModel } from '../../model/stack';

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
  const isApart = stack.secretStore !== undefined && stack.secrets.some(({ name, optional }) => name === key && optional);
  return isApart ? `${secretsName(stack)}-${key.toLowerCase().replaceAll('_', '-').replace(/^-+|-+$/g, '')}` : secretsName(stack);
}

/** The Secret that holds the certificate of a host; undefined for any host, if none is named: then it is the ingress controller's own. */
export function certificateName({ host, certificate }: PublicExposure): string | undefined {
  return certificate?.secret ?? (host === undefined ? undefined : `${host.replaceAll('.', '-')}-tls`);
}
