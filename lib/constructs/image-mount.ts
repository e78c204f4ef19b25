import { guard } from '../border/guard';
import type { MountModel } from '../model/storage';
import type { IMountable } from './storage';

/** How the content of an image is mounted. */
export interface ImageMountOptions {
  /**
   * Directory of the image that is mounted, relative to its root.
   * @default - all of it
   */
  readonly subPath?: string;
}

/**
 * The content of an image as a read-only directory, such as the weights of a model or the plugins of a server: it is pulled as
 * images are, and never run. Kubernetes has it as a volume from 1.35 on; for an older `version` it is an error
 * (`kubernetes/image-volume`). Compose takes Docker Engine 28, which `new Compose({ engine: 28 })` says (`compose/engine`), and
 * Compose 2.35.
 *
 * @example
 * const weights = ImageMount.fromReference('example/weights:2.1.0', { subPath: 'models' });
 * new Workload(stack, 'inference', { image, mounts: { '/models': weights } });
 */
export class ImageMount implements IMountable {
  /** @param reference of an image that exists; give it a tag or digest */
  public static fromReference(reference: string, options: ImageMountOptions = {}): ImageMount {
    return new ImageMount(reference, options);
  }

  private constructor(
    private readonly reference: string,
    private readonly options: ImageMountOptions,
  ) {}

  /** @internal */
  public _toMount(target: string): MountModel {
    const { subPath } = this.options;
    return { kind: 'image', target, reference: this.reference, ...(subPath !== undefined && { subPath }) };
  }
}

guard(ImageMount);
