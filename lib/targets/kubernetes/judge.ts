import * as fs from 'node:fs';
import { MANIFEST_CODES } from '../../verify/kubernetes/codes';
import { judges } from '../../verify/late';
import { at, items } from '../../verify/untyped';
import type { OutputJudge } from '../target';
import type { KubernetesOutput } from './manifest';
import type { KubernetesSettings } from './settings';

/** Judges manifests as the oldest cluster would that they are applied to. It loads when something has to be judged. */
export function manifestJudge({ version, customResourceDefinitions = [] }: KubernetesSettings): OutputJudge<KubernetesOutput> {
  return {
    codes: MANIFEST_CODES,
    judge: (scopes) => {
      const objects = scopes.flatMap((scope) => scope.objects);
      const subjects = objects.map(({ id, object }) => ({ name: id, value: object.value }));
      const only = new Set(objects.flatMap(({ id, object }) => (object.origin === 'lowered' ? [] : [id])));
      return judges().judgeManifests(subjects, { version, only, namespace: 'default', crds: customResourceDefinitions.flatMap((file) => definitionsIn(file).crds) });
    },
  };
}

/** The definitions in a file, or why there are none. */
export function definitionsIn(file: string): { readonly crds: readonly unknown[]; readonly fault?: string } {
  let content: string;
  try {
    content = fs.readFileSync(file, 'utf8');
  } catch (error) {
    return { crds: [], fault: `it cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})` };
  }
  const { documents, problems } = judges().readYaml(content, file, 'kubernetes');
  const [problem] = problems;
  if (problem) return { crds: [], fault: `line ${problem.origin?.line ?? 1}: ${problem.detail}` };
  const crds = documents.flatMap(({ value }) => (at(value, 'kind') === 'List' ? items(at(value, 'items')) : [value])).filter((value) => at(value, 'kind') === 'CustomResourceDefinition');
  return crds.length > 0 ? { crds } : { crds, fault: 'there is no CustomResourceDefinition in it' };
}
