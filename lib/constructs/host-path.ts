import { guard } from '../border/guard';
import type { HostPathMount, MountModel } from '../model/storage';
import type { Describer, IValue } from '../model/value';
import { chosenText } from './chosen-text';
import type { SelinuxRelabel } from './relabel';
import type { IMountable } from './storage';

/** How something of the host is mounted. */
export interface HostPathOptions {
  /** Why it cannot do without the machine that it runs on. Appears in both outputs. */
  readonly reason: string;

  /** @default false */
  readonly readOnly?: boolean;

  /**
   * How the engine of Compose labels it anew, where SELinux asks for that. A cluster does not do it (`kubernetes/relabel`).
   * @default - not at all
   */
  readonly relabel?: SelinuxRelabel;
}

/**
 * Something that the machine has which the container runs on: a directory, a file or a socket. It has to be there: neither
 * target makes it. Kubernetes gets a `hostPath` volume, on whichever node the pod runs, and its namespace has to allow the
 * level "privileged". For data of the application, say `hostPath` of a {@link Volume}; it is a claim there.
 *
 * The path is absolute and may have parameters in it, each with a default, which is what Kubernetes gets
 * (`kubernetes/chosen-host-path`).
 *
 * @example
 * new Workload(stack, 'collector', {
 *   image,
 *   mounts: {
 *     '/host/sys': HostPath.directory('/sys', { reason: 'reads the temperature of the disks', readOnly: true }),
 *     '/var/run/docker.sock': HostPath.socket('/var/run/docker.sock', { reason: 'starts sandboxes', readOnly: true }),
 *   },
 * });
 */
export class HostPath implements IMountable {
  /** A directory with all that is in it. */
  public static directory(path: string | IValue, options: HostPathOptions): HostPath {
    return new HostPath('directory', path, options);
  }

  /** A single file; one that is replaced on the host stays what it was in the container. */
  public static file(path: string | IValue, options: HostPathOptions): HostPath {
    return new HostPath('file', path, options);
  }

  /** A socket of a daemon of the host. Who may write to that of an engine of containers is root on the host. */
  public static socket(path: string | IValue, options: HostPathOptions): HostPath {
    return new HostPath('socket', path, options);
  }

  private constructor(
    private readonly type: HostPathMount['type'],
    private readonly path: string | IValue,
    private readonly options: HostPathOptions,
  ) {}

  /** @internal */
  public _toMount(target: string, describer: Describer): MountModel {
    const { text, chosen } = chosenText(this.path, describer);
    const { reason, readOnly = false, relabel } = this.options;
    return { kind: 'host-path', target, path: text, ...(chosen && { chosen }), type: this.type, readOnly, reason, ...(relabel && { relabel }) };
  }
}

guard(HostPath);
