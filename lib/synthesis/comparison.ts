import type { StackGraph } from '../model/graph';
import type { ChoiceDifferences } from '../targets/differences';
import type { Comparable } from '../targets/target';
import type { Comparison } from '../verify/agreement/compare';
import { withScheduled } from '../verify/agreement/scheduled';
import { judges } from '../verify/late';
import { variablesOf } from './report-data';

/**
 * Holds the outputs of two targets against each other, and against what is announced of them, with one choice of profiles.
 *
 * @param graph the stack as a whole
 * @returns undefined where there are no manifests, or there is no Compose project
 */
export function compared(outputs: readonly Comparable[], { graph: { chosen }, differences }: ChoiceDifferences, graph: StackGraph): Comparison | undefined {
  const manifests = outputs.find((output) => output.format === 'kubernetes');
  const project = outputs.find((output) => output.format === 'compose');
  if (!manifests || !project) return undefined;
  const { differencesBetween, loadProject } = judges();
  const text = JSON.stringify(project.document);
  const variables = variablesOf(graph.model.choices?.find(({ name }) => name === chosen?.name)?.parameters ?? {}, graph.model);
  return differencesBetween({
    manifests: manifests.manifests.map(({ name, value }) => ({ name, value: JSON.parse(JSON.stringify(value)) as unknown })),
    project: loadProject({ files: ['compose.yaml'], profiles: withScheduled(chosen?.profiles ?? []), envFiles: [], read: (file) => (file === 'compose.yaml' ? text : project.files.get(file)) }),
    version: manifests.version,
    announcements: [...differences.values()],
    ...(Object.keys(variables).length > 0 && { operator: new Map(Object.entries(variables)) }),
  });
}
