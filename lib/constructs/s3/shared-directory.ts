import type { MountModel } from '../../model/storage';
import type { IMountable } from '../storage';

/** A directory of a workload and its sidecar. What the sidecar mounts below it shows in the workload too. */
export class SharedDirectory implements IMountable {
  public constructor(
    private readonly name: string,
    private readonly variable: string | undefined,
  ) {}

  /** The same directory, for the sidecar. */
  public forMounter(): IMountable {
    return { _toMount: (target) => ({ ...this._toMount(target), mounter: true }) };
  }

  /** @internal */
  public _toMount(target: string): MountModel & { readonly kind: 'propagated' } {
    return { kind: 'propagated', target, directory: this.name, mounter: false, ...(this.variable !== undefined && { setting: this.variable }) };
  }
}
