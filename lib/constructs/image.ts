import { guard } from '../border/guard';
import { byText } from '../model/connections';
import type { BuiltImage, ImageModel } from '../model/image';
import type { Describer, IValue } from '../model/value';
import { describeBuild, type BuildOptions } from './build-options';
import { chosenText } from './chosen-text';
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
export interface ImageBuildOptions extends ImageOptions, BuildOptions {
  /**
   * Name of the result, with a tag. Kubernetes takes the image by this name, so push it where the cluster pulls from. The
   * operator may choose parts of it, as of a reference.
   *
   * @default - `localhost/<stack>/<workload>:latest`, which no cluster can pull, and whose tag is a warning
   */
  readonly name?: string | IValue;
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
 * const version = new Parameter(stack, 'AGENT_VERSION', { default: '2.1.0', description: 'Release of the agent.' });
 * Image.fromReference(text`example/agent:${version}`)
 * @example
 * Image.fromBuild('backend', { target: 'production' })
 */
export class Image {
  /**
   * An image that exists. Give it a tag or digest: without one, two machines run different software.
   *
   * @param reference may have parameters in it, each with a default: the registry, or the version. Compose takes what the
   * operator chooses; Kubernetes takes the defaults and says so (`kubernetes/chosen-image`). What is known of the image is
   * known of the defaults
   */
  public static fromReference(reference: string | IValue, options: ImageOptions = {}): Image {
    return new Image((_stack, _workload, describer) => ({ kind: 'reference', ...referenceOf(reference, describer), ...factsOf(options) }));
  }

  /**
   * An image that Compose builds from the system's checkout, which the operator names by the stack's source variable, or from
   * a repository that it fetches. Kubernetes builds nothing; it takes the image by its name.
   *
   * @param context directory in the checkout, relative to its root; `.` is the root. Or the address of a repository, with what
   * is built of it: `https://github.com/example/shop.git#v1.4.2:api`, `git@…`; of an archive, `https://….tar.gz`. Whoever can
   * push there decides what runs here, so name a commit or a tag
   *
   * @example
   * Image.fromBuild('https://github.com/example/shop.git#v1.4.2:services/api', { name: 'registry.example.com/shop/api:1.4.2' })
   */
  public static fromBuild(context: string, options: ImageBuildOptions = {}): Image {
    return new Image((stack, workload, describer) => ({
      kind: 'build',
      // A name in no registry: `<stack>/<workload>` alone would be a stranger's at the public one.
      ...referenceOf(options.name ?? `localhost/${stack}/${workload}:latest`, describer),
      context,
      ...describeBuild(options, describer),
      ...argsOf(options.args ?? {}, describer),
      ...factsOf(options),
    }));
  }

  private constructor(private readonly describe: (stack: string, workload: string, describer?: Describer) => ImageModel) {}

  /**
   * The same image with what we know of it, if nothing is stated. A server's image that does something else than serve
   * has other facts, `instead` of those that are stated.
   *
   * @internal
   */
  public _known(factsOfReference: (reference: string) => ImageFacts | undefined, instead = false): Image {
    return new Image((stack, workload, describer) => {
      const image = this.describe(stack, workload, describer);
      const facts = image.facts && !instead ? undefined : factsOfReference(image.reference);
      return facts ? { ...image, ...factsOf({ facts }) } : image;
    });
  }

  /**
   * @param describer missing where only what the defaults make of it is asked for
   * @internal
   */
  public _describe(stack: string, workload: string, describer?: Describer): ImageModel {
    return this.describe(stack, workload, describer);
  }
}

guard(Image, () => Image.fromReference('invalid.example/invalid:0'));

function referenceOf(reference: string | IValue, describer: Describer | undefined): Pick<ImageModel, 'reference' | 'chosen'> {
  const { text, chosen } = chosenText(reference, describer);
  return { reference: text, ...(chosen && { chosen }) };
}

function argsOf(args: NonNullable<ImageBuildOptions['args']>, describer: Describer | undefined): Pick<BuiltImage, 'args' | 'chosenArgs'> {
  const texts = Object.entries(args).sort(byText(([name]) => name)).map(([name, value]) => ({ name, ...chosenText(value, describer) }));
  const chosen = texts.flatMap((each) => (each.chosen ? [[each.name, each.chosen] as const] : []));
  return { args: Object.fromEntries(texts.map(({ name, text }) => [name, text])), ...(chosen.length > 0 && { chosenArgs: Object.fromEntries(chosen) }) };
}

function factsOf({ facts }: ImageOptions): Pick<ImageModel, 'facts'> {
  return facts ? { facts: describeImageFacts(facts) } : {};
}
