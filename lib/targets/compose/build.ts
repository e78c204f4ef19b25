import { isFetched, type BuildContext, type BuildModel, type BuildSecret } from '../../model/build';
import type { Expression } from '../../model/expression';
import { workloadAt, type StackGraph } from '../../model/graph';
import type { BuiltImage } from '../../model/image';
import type { ComposeBuild } from './document';
import { escapeDollar, interpolate } from './interpolation';
import { sourcePath } from './source-path';
import type { ComposeSecretAttributes } from './specification';
import { byteSize } from './units';

/** How an image is built. */
export function lowerBuild({ context, dockerfile, target, args, chosenArgs = {}, chosenParts = {}, build }: BuiltImage, workload: string, graph: StackGraph): ComposeBuild {
  const text = (plain: string, chosen: Expression | undefined): string => (chosen ? interpolate(chosen, graph) : escapeDollar(plain));
  return {
    context: isFetched(context) ? escapeDollar(context) : sourcePath(context, graph),
    ...(dockerfile !== undefined && { dockerfile: text(dockerfile, chosenParts.dockerfile) }),
    ...(target !== undefined && { target: text(target, chosenParts.target) }),
    ...(Object.keys(args).length > 0 && { args: mapped(args, (value, name) => text(value, chosenArgs[name])) }),
    ...(build && lowerSettings(build, workload, graph)),
  };
}

function lowerSettings(build: BuildModel, workload: string, graph: StackGraph): Partial<ComposeBuild> {
  const { dockerfileInline, additionalContexts, platforms, secrets, ssh, entitlements, labels, network, extraHosts, sharedMemory } = build;
  const texts = (expressions: readonly Expression[]): string[] => expressions.map((expression) => interpolate(expression, graph));
  return {
    ...(dockerfileInline && { dockerfile_inline: interpolate(dockerfileInline, graph) }),
    ...(additionalContexts && { additional_contexts: mapped(additionalContexts, (place) => lowerContext(place, graph)) }),
    ...(build.cacheFrom && { cache_from: texts(build.cacheFrom) }),
    ...(build.cacheTo && { cache_to: texts(build.cacheTo) }),
    ...(build.tags && { tags: texts(build.tags) }),
    ...(platforms && { platforms: [...platforms] }),
    ...(secrets && { secrets: secrets.map((secret) => ({ source: sourceOf(secret, workload), target: secret.id })) }),
    ...(ssh && { ssh: ssh.map(escapeDollar) }),
    ...(entitlements && { entitlements: [...entitlements] }),
    ...(labels && { labels: mapped(labels, escapeDollar) }),
    ...(network !== undefined && { network: escapeDollar(network) }),
    ...(extraHosts && { extra_hosts: extraHosts.map(({ name, address }) => `${name}:${address}`) }),
    ...(sharedMemory !== undefined && { shm_size: byteSize(sharedMemory) }),
    ...(build.noCache && { no_cache: true }),
    ...(build.pull && { pull: true }),
  };
}

function lowerContext(context: BuildContext, graph: StackGraph): string {
  if (context.kind === 'directory') return sourcePath(context.path, graph);
  return context.kind === 'reference' ? escapeDollar(context.text) : `service:${workloadAt(graph, context.workload).name}`;
}

function mapped<T>(values: Readonly<Record<string, T>>, map: (value: T, name: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}

/** The name in the file: of a secret its own, of a file one that belongs to the workload. */
function sourceOf(secret: BuildSecret, workload: string): string {
  return 'secret' in secret ? secret.secret : `${workload}-${secret.id}`;
}

/** What images are built with, as Compose takes it from the operator's environment, or from the checkout. */
export function buildSecrets(graph: StackGraph): { readonly name: string; readonly construct: string; readonly value: ComposeSecretAttributes }[] {
  const found = new Map<string, { readonly name: string; readonly construct: string; readonly value: ComposeSecretAttributes }>();
  for (const { container: { image, path: construct, name: container }, workload } of graph.containers) {
    for (const secret of image.kind === 'build' ? (image.build?.secrets ?? []) : []) {
      const name = sourceOf(secret, workload.name === container ? container : `${workload.name}-${container}`);
      found.set(name, { name, construct, value: 'secret' in secret ? { environment: secret.secret } : { file: sourcePath(secret.file, graph) } });
    }
  }
  return [...found.values()];
}
