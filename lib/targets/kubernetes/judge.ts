import * as fs from 'node:fs';
import { MANIFEST_CODES } from '../../verify/kubernetes/codes';
import { judges } from '../../verify/late';
import { at, items } from '../../verify/untyped';
import type { OutputJudge } from '../target';
import type { KubernetesOutput } from './manifest';
import type { KubernetesSettings } from './settings';

/** What a file of definitions has in it, or why that is nothing. */
export interface DefinitionFile {
  readonly file: string;
  readonly crds: readonly unknown[];
  readonly fault?: string;
}

/** The definitions of the clusters that somebody has named, read when they are first asked for: all stacks have the same. */
export function definitionFiles({ customResourceDefinitions = [] }: KubernetesSettings): () => readonly DefinitionFile[] {
  let read: readonly DefinitionFile[] | undefined;
  return () => (read ??= customResourceDefinitions.map((file) => ({ file, ...definitionsIn(file) })));
}

/** Judges manifests as the oldest cluster would that they are applied to. It loads when something has to be judged. */
export function manifestJudge({ version }: KubernetesSettings, definitions: () => readonly DefinitionFile[]): OutputJudge<KubernetesOutput> {
  return {
    codes: MANIFEST_CODES,
    judge: (scopes) => {
      const objects = scopes.flatMap((scope) => scope.objects);
      const subjects = objects.map(({ id, object }) => ({ name: id, value: object.value }));
      const only = new Set(objects.flatMap(({ id, object }) => (object.origin === 'lowered' ? [] : [id])));
      return judges().judgeManifests(subjects, { version, only, namespace: 'default', crds: definitions().flatMap(({ crds }) => crds) });
    },
  };
}

function definitionsIn(file: string): Pick<DefinitionFile, 'crds' | 'fault'> {
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
