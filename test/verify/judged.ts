import { kubernetesApi } from '../../lib/verify/kubernetes/api/api';
import { judgeManifests, type ManifestSettings } from '../../lib/verify/kubernetes/judge';
import { clusterOfSubjects } from '../../lib/verify/kubernetes/manifests';
import { schemaProblems } from '../../lib/verify/kubernetes/schema';
import type { Problem, Subject } from '../../lib/verify/problem';
import { at, plain } from '../../lib/verify/untyped';

/** Objects under the names that messages give them: `Deployment/web`, and a number where several have one name. */
export function subjectsOf(objects: readonly unknown[]): Subject[] {
  const seen = new Map<string, number>();
  return objects.map((value) => {
    const name = `${plain(at(value, 'kind'))}/${plain(at(value, 'metadata', 'name'))}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count === 1 ? name : `${name} (${count})`, value };
  });
}

export const said = ({ subject, detail }: Problem): string => `${subject}: ${detail}`;

/** What the judge says of objects, as a person reads it. */
export const judged = (objects: readonly unknown[], settings: Partial<ManifestSettings> = {}): string[] =>
  judgeManifests(subjectsOf(objects), { version: '1.28', ...settings }).map(said);

/** What the rules alone say, of objects that are too short to be complete. */
export const rulesSay = (objects: readonly unknown[], settings: Partial<ManifestSettings> = {}): string[] =>
  judged(objects, { ...settings, only: new Set() });

/** What the schema alone says of one object. */
export const schemaSays = (object: unknown): string[] => {
  const [subject] = subjectsOf([object]);
  return schemaProblems(clusterOfSubjects([subject!]).manifests[0]!, kubernetesApi(28)).map(said);
};
