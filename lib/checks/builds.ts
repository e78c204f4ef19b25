import type { Findings } from '../diagnostics/findings';
import { WORKLOAD_WORDS } from '../model/words';
import type { StackGraph } from '../model/graph';
import { isFetched } from '../model/build';
import { OUTSIDE } from '../model/draft';
import type { BuiltImage } from '../model/image';
import { mainOf } from '../model/workload';
import { checkoutPathProblem } from './checkout-path';

/** A build is of files that can be there, and of images that are built. */
export function checkBuilds(graph: StackGraph, findings: Findings): void {
  for (const { container: { image, path, watch = [] }, workload: { platform } } of graph.containers) {
    for (const { path: watched } of watch) {
      const rule = checkoutPathProblem(watched);
      if (rule) findings.report('model/invalid-path', path, { field: 'what is watched', value: watched, rule });
    }
    if (image.kind !== 'build') continue;
    for (const [field, value] of pathsOf(image)) {
      const rule = checkoutPathProblem(value);
      if (rule) findings.report('model/invalid-path', path, { field, value, rule });
    }
    const { dockerfileInline, additionalContexts = {}, platforms = [] } = image.build ?? {};
    if (dockerfileInline && image.dockerfile !== undefined) findings.report('model/contradiction', path, { value: 'dockerfile', rule: 'dockerfileInline' });
    for (const platform of platforms) {
      const rule = WORKLOAD_WORDS.platform.problem(platform);
      if (rule !== undefined) findings.report('model/invalid-operation', path, { field: 'platforms', value: platform, rule });
    }
    if (platform !== undefined && platforms.length > 0 && !platforms.includes(platform)) {
      findings.report('model/invalid-operation', path, { field: 'platform', value: platform, rule: `its image is built for ${platforms.join(', ')}` });
    }
    for (const context of Object.values(additionalContexts)) {
      if (context.kind !== 'workload') continue;
      const workload = graph.workloads.get(context.workload);
      if (!workload) findings.report('model/unresolved-reference', path, { what: 'workload', value: context.workload.replace(OUTSIDE, '') });
      else if (mainOf(workload).image.kind !== 'build') {
        findings.report('model/invalid-operation', path, { field: 'additionalContexts', value: workload.name, rule: 'only an image of Image.fromBuild can be one' });
      }
    }
  }
}

function pathsOf({ context, dockerfile = '.', build }: BuiltImage): (readonly [string, string])[] {
  const more = Object.entries(build?.additionalContexts ?? {}).flatMap(([name, place]) => (place.kind === 'directory' ? [[`the build context ${name}`, place.path] as const] : []));
  const files = (build?.secrets ?? []).flatMap((secret) => ('file' in secret ? [[`the file of the secret ${secret.id}`, secret.file] as const] : []));
  return [...(isFetched(context) ? [] : [['the build context', context] as const]), ['the Dockerfile', dockerfile], ...more, ...files];
}
