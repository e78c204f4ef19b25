import { byText } from '../model/connections';
import { isFetched, type BuildContext, type BuildModel } from '../model/build';
import type { Expression } from '../model/expression';
import type { BuiltImage } from '../model/image';
import type { Describer, IValue } from '../model/value';
import { chosenText } from './chosen-text';
import { bytesOf, type ISize } from './quantity';
import { pairs, sorted } from './said';
import type { Secret } from './secret';
import { toExpression } from './value';
import type { Workload } from './workload';

/**
 * How Compose builds an image. Kubernetes builds nothing (`kubernetes/build`), so all of this is for Compose, and for whoever
 * pushes the image to where a cluster pulls from.
 */
export interface BuildOptions {
  /**
   * Relative to the context. The operator may choose parts of it.
   *
   * @default - `Dockerfile`
   */
  readonly dockerfile?: string | IValue;

  /**
   * The text of the Dockerfile, in place of a file. Not together with `dockerfile`.
   *
   * @example
   * Image.fromBuild('.', { dockerfileInline: 'FROM node:20.18\nCOPY . /srv\n' })
   *
   * @default - none: it is a file
   */
  readonly dockerfileInline?: string | IValue;

  /**
   * Stage of a multi-stage Dockerfile. The operator may choose parts of it.
   *
   * @default - the last one
   */
  readonly target?: string | IValue;

  /**
   * Build arguments. A value may have parameters in it, which the operator sets where the image is built; a secret would
   * stay in the image (`model/chosen-text`).
   *
   * @default - none
   */
  readonly args?: { readonly [name: string]: string | IValue };

  /**
   * What the Dockerfile can take from beside the context, by the names that it has there (`FROM name`, `COPY --from=name`): a
   * directory of the checkout, an address with its scheme (`docker-image://`, `https://`), or a workload whose image is built
   * too.
   *
   * @example
   * Image.fromBuild('web', { additionalContexts: { shared: 'libs/shared', base: 'docker-image://node:20.18' } })
   *
   * @default - none
   */
  readonly additionalContexts?: { readonly [name: string]: string | Workload };

  /**
   * Where the builder looks for results of earlier builds, such as `type=registry,ref=example/api:cache`.
   *
   * @default - what the builder has itself
   */
  readonly cacheFrom?: readonly (string | IValue)[];

  /**
   * Where the builder leaves its results for later builds.
   *
   * @default - with the builder
   */
  readonly cacheTo?: readonly (string | IValue)[];

  /**
   * Names that the result has besides its own.
   *
   * @default - none
   */
  readonly tags?: readonly (string | IValue)[];

  /**
   * For which platforms it is built, such as `linux/arm64`.
   *
   * @default - that of the builder
   */
  readonly platforms?: readonly string[];

  /**
   * Secrets that a step can mount, by the id that it names, `RUN --mount=type=secret,id=NAME`: a secret of the stack, or the
   * path of a file of the checkout. They are in no layer of the image.
   *
   * @default - none
   */
  readonly secrets?: { readonly [id: string]: Secret | string };

  /**
   * Agents and keys of the operator that a step can mount, `RUN --mount=type=ssh`: `default`, or `id=path`.
   *
   * @default - none
   */
  readonly ssh?: readonly string[];

  /**
   * What the builder has to allow, such as `security.insecure` or `network.host`.
   *
   * @default - none
   */
  readonly entitlements?: readonly string[];

  /**
   * Labels of the image.
   *
   * @default - those of the Dockerfile
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * Network of the steps: `host`, `none`, or one that the engine knows.
   *
   * @default - the builder's
   */
  readonly network?: string;

  /**
   * Addresses by the names under which the steps find them.
   *
   * @default - none
   */
  readonly extraHosts?: { readonly [name: string]: string };

  /**
   * Size of `/dev/shm` of the steps.
   *
   * @default - the builder's
   */
  readonly sharedMemory?: ISize;

  /**
   * Whether results of earlier builds are passed over.
   *
   * @default false
   */
  readonly noCache?: boolean;

  /**
   * Whether the images that it is made of are asked for anew.
   *
   * @default false
   */
  readonly pull?: boolean;
}

/** What is said of a build, in the words of the model. */
export function describeBuild(options: BuildOptions, describer: Describer | undefined): Pick<BuiltImage, 'dockerfile' | 'target' | 'chosenParts' | 'build'> {
  const [dockerfile, target] = [options.dockerfile, options.target].map((value) => (value === undefined ? undefined : chosenText(value, describer)));
  const chosenParts = { ...(dockerfile?.chosen && { dockerfile: dockerfile.chosen }), ...(target?.chosen && { target: target.chosen }) };
  const build = describer && describeSettings(options, describer);
  return {
    ...(dockerfile && { dockerfile: dockerfile.text }),
    ...(target && { target: target.text }),
    ...(Object.keys(chosenParts).length > 0 && { chosenParts }),
    ...(build && Object.keys(build).length > 0 && { build }),
  };
}

function describeSettings(options: BuildOptions, describer: Describer): BuildModel {
  const { dockerfileInline, platforms, secrets, ssh, entitlements, labels, network, sharedMemory, noCache, pull } = options;
  const contexts = pairs(options.additionalContexts)?.map(([name, context]) => [name, describeContext(context, describer)] as const);
  const expressions = (values: readonly (string | IValue)[] | undefined): Expression[] | undefined => values?.map((value) => toExpression(value, describer));
  const lists = {
    cacheFrom: expressions(options.cacheFrom), cacheTo: expressions(options.cacheTo), tags: expressions(options.tags), platforms, ssh, entitlements,
    secrets: pairs(secrets)?.map(([id, secret]) => (typeof secret === 'string' ? { id, file: secret } : { id, secret: describer.nameOf(secret) })),
    extraHosts: pairs(options.extraHosts)?.map(([name, address]) => ({ name, address })).sort(byText(({ name }) => name)),
  };
  const said = sorted(labels);
  return {
    ...(dockerfileInline !== undefined && { dockerfileInline: toExpression(dockerfileInline, describer) }),
    ...(contexts && { additionalContexts: Object.fromEntries(contexts) }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined && list.length > 0)),
    ...(said && { labels: said }),
    ...(network !== undefined && { network }),
    ...(sharedMemory && { sharedMemory: bytesOf(sharedMemory) }),
    ...(noCache === true && { noCache }),
    ...(pull === true && { pull }),
  };
}

function describeContext(context: string | Workload, describer: Describer): BuildContext {
  if (typeof context !== 'string') return { kind: 'workload', workload: describer.pathOf(context) };
  return isFetched(context) || /^[a-z][a-z0-9+.-]*:\/\//.test(context) ? { kind: 'reference', text: context } : { kind: 'directory', path: context };
}
