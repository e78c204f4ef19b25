import type { Pair } from './pairs';
import type { Names } from './peers';
import { addressesIn, isSameText } from './texts';

/** Where Compose leads to a port of a peer by a name or port, and Kubernetes does not. */
export interface FailedCall {
  readonly server: string;
  readonly port: string;
  readonly client: string;
  /** Whether the name leads to it, and only the port does not. */
  readonly isByName: boolean;
}

/** Who calls whom, as the texts say that are compared; who finds nobody is noted. */
export class Calls {
  /** By server and port, the first who calls. */
  public readonly failed = new Map<string, FailedCall>();
  /** `client -> server`, as texts of Compose say it. */
  public readonly made = new Set<string>();
  private client = '';

  /** Whose texts are compared now. */
  public by({ service }: Pair): void {
    this.client = service.name;
  }

  /**
   * Whether two texts say the same. One that both have, and that leads elsewhere on Kubernetes, is no other text: what it leads to is wrong.
   *
   * @param isName whether the text as a whole is the name of a peer
   */
  public isSame(ours: string, theirs: string, onKubernetes: Names, inCompose: Names, isName = false): boolean {
    const isSame = isSameText(ours, theirs, onKubernetes, inCompose);
    const called = addressesIn(theirs, inCompose);
    if (isName) called.push(...[inCompose(theirs, undefined)].filter((server) => server !== undefined));
    for (const address of called) this.made.add(`${this.client} -> ${address.split(':')[0]}`);
    if (ours !== theirs) return isSame;
    if (isSame && !isName) return true;
    const led = new Set([...addressesIn(ours, onKubernetes), ...(isName ? [onKubernetes(ours, undefined)] : [])]);
    for (const address of called) if (!led.has(address) && address !== '?') this.note(address, false);
    return true;
  }

  /**
   * That nobody is found at an address.
   *
   * @param isByName whether the name leads to the server, and only the port does not
   */
  public note(address: string, isByName: boolean): void {
    const [server, port = ''] = address.split(':');
    if (!this.failed.has(address)) this.failed.set(address, { server, port, client: this.client, isByName });
  }
}
