import type { Pair } from './pairs';
import type { Names } from './peers';
import { addressesIn, isSameText } from './texts';

/** Where Compose leads to a port of a peer by a name or port, and Kubernetes does not. */
export interface FailedCall {
  readonly server: string;
  readonly port: string;
  readonly client: string;
}

/** Who calls whom, as the texts say that are compared; who finds nobody is noted. */
export class Calls {
  /** By server and port, the first who calls. */
  public readonly failed = new Map<string, FailedCall>();
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
    if (ours !== theirs) return isSame;
    const called = addressesIn(theirs, inCompose);
    if (isName) {
      const server = inCompose(theirs, undefined);
      if (server !== undefined && onKubernetes(ours, undefined) !== server) called.push(server);
    }
    if (isSame && !isName) return true;
    const led = new Set(addressesIn(ours, onKubernetes));
    for (const address of called) if (!led.has(address) && address !== '?') this.note(address);
    return true;
  }

  /** That nobody is found at an address. */
  public note(address: string): void {
    const [server, port = ''] = address.split(':');
    if (!this.failed.has(address)) this.failed.set(address, { server, port, client: this.client });
  }
}
