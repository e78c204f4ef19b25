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

/** The Secret that holds the certificate of a host. */
export function certificateName({ host, certificate }: PublicExposure): string {
  return certificate?.secret ?? `${host.replaceAll('.', '-')}-tls`;
}
