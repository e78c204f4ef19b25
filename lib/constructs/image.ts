import { byText } from '../model/connections';
import type { ImageModel } from '../model/image';
import { describeImageFacts, type ImageFacts } from './image-facts';

/** What is known of an image. */
export interface ImageOptions {
  /**
   * What is known of the image. Synthesis compares it with what the workload gives it.
   *
   * @default - nothing: nothing is compared
   */
  readonly facts?: ImageFacts;
}

/** How an image is built, and what is known of it. */
export interface ImageBuildOptions extends ImageOptions {
  /**
   * Name of the result, with a tag. Kubernetes takes the image by this name, so push it where the cluster pulls from.
   *
   * @default - `localhost/<stack>/<workload>:latest`, which no cluster can pull, and whose tag is a warning
   */
  readonly name?: string;

  /**
   * Relative to the context.
   *
   * @default - `Dockerfile`
   */
  readonly dockerfile?: string;

  /**
   * Stage of a multi-stage Dockerfile.
   *
   * @default - the last one
   */
  readonly target?: string;

  /**
   * Build arguments.
   *
   * @default - none
   */
  readonly args?: { readonly [name: string]: string };
}

/**
 * Where a container's file system comes from.
 *
 * @example
 * Image.fromReference('postgres:15-alpine')
 * @example
 * Image.fromReference('example/agent:2.1.0', {
 *   facts: {
 *     from: 'https://github.com/example/agent/tree/v2.1.0',
 *     read: '2026-11-26',
 *     writes: [{ path: '/app/data', persistent: true, source: 'agent/store.py:12' }],
 *   },
 * })
 * @example
 * Image.fromBuild('backend', { target: 'production' })
 */
export class Image {
  /** An image that exists. Give it a tag or digest: without one, two machines run different software. */
  public static fromReference(reference: string, options: ImageOptions = {}): Image {
    return new Image(() => ({ kind: 'reference', reference, ...factsOf(options) }));
  }

  /**
   * An image that Compose builds from the system's checkout, which the operator names by the stack's source variable.
   * Kubernetes builds nothing; it takes the image by its name.
   *
   * @param context directory in the checkout, relative to its root; `.` is the root
   */
  public static fromBuild(context: string, options: ImageBuildOptions = {}): Image {
    return new Image((stack, workload) => ({
      kind: 'build',
      // A name in no registry: `<stack>/<workload>` alone would be a stranger's at the public one.
      reference: options.name ?? `localhost/${stack}/${workload}:latest`,
      context,
      ...(options.dockerfile !== undefined && { dockerfile: options.dockerfile }),
      ...(options.target !== undefined && { target: options.target }),
      args: Object.fromEntries(Object.entries(options.args ?? {}).sort(byText(([name]) => name))),
      ...factsOf(options),
    }));
  }

  private constructor(private readonly describe: (stack: string, workload: string) => ImageModel) {}

  /**
   * The same image with what we know of it, if nothing is stated. A server's image that does something else than serve
   * has other facts, `instead` of those that are stated.
   *
   * @internal
   */
  public _known(factsOfReference: (reference: string) => ImageFacts | undefined, instead = false): Image {
    return new Image((stack, workload) => {
      const image = this.describe(stack, workload);
      const facts = image.facts && !instead ? undefined : factsOfReference(image.reference);
      return facts ? { ...image, ...factsOf({ facts }) } : image;
    });
  }

  /** @internal */
  public _describe(stack: string, workload: string): ImageModel {
    return this.describe(stack, workload);
  }
}

function factsOf({ facts }: ImageOptions): Pick<ImageModel, 'facts'> {
  return facts ? { facts: describeImageFacts(facts) } : {};
}
