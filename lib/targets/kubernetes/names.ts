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
export function certificateName(host: string): string {
  return `${host.replaceAll('.', '-')}-tls`;
}
