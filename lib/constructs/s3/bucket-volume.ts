import { Construct } from 'constructs';
import { markDescribable, type IDescribable, type StackDraft } from '../../model/draft';
import type { BucketModel, MountModel } from '../../model/storage';
import type { Describer, INamed } from '../../model/value';
import type { IMountable } from '../storage';

/** A volume whose content is a bucket where the platform has a driver for it. */
export class BucketVolume extends Construct implements IMountable, INamed, IDescribable {
  public readonly resourceName: string;

  public constructor(
    scope: Construct,
    id: string,
    private readonly options: { readonly name: string; readonly size: number; readonly storageClass?: string; readonly readOnly: boolean; readonly bucket: BucketModel },
  ) {
    super(scope, id);
    this.resourceName = options.name;
    markDescribable(this);
  }

  /** @internal */
  public _toMount(target: string, describer: Describer): MountModel {
    return { kind: 'volume', target, volume: describer.nameOf(this), readOnly: this.options.readOnly };
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    const { name, size, storageClass, bucket } = this.options;
    draft.volumes.push({
      name,
      path: this.node.path,
      size,
      ...(storageClass !== undefined && { storageClass }),
      shared: true,
      ownedByImage: false,
      bucket,
    });
  }
}
