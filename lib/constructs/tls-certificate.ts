import { guard } from '../border/guard';
import type { MountModel } from '../model/storage';
import type { IMountable } from './storage';

/** Where the operator keeps a certificate. */
export interface TlsCertificateOptions {
  /**
   * Variable by which the operator of the Compose file names the directory with both files.
   * @default 'TLS_DIRECTORY'
   */
  readonly variable?: string;
}

/**
 * A certificate and its key, as the files `tls.crt` and `tls.key` of a directory that cannot be written to. Kubernetes
 * mounts the Secret, Compose a directory of the operator's, in which the container's user has to be able to read both.
 *
 * @example
 * new Workload(stack, 'broker', { image, mounts: { '/etc/broker/tls': TlsCertificate.ofSecret('broker-tls') } });
 */
export class TlsCertificate implements IMountable {
  /** @param name of a Secret of type `kubernetes.io/tls` in the stack's namespace */
  public static ofSecret(name: string, options: TlsCertificateOptions = {}): TlsCertificate {
    return new TlsCertificate(name, options.variable);
  }

  private constructor(
    public readonly secret: string,
    private readonly variable: string | undefined,
  ) {}

  /** @internal */
  public _toMount(target: string): MountModel {
    return { kind: 'certificate', target, secret: this.secret, ...(this.variable !== undefined && { setting: this.variable }) };
  }
}

guard(TlsCertificate);
