import type { Subject } from '../problem';
import { readCompose, type ComposeProject } from './compose-reading';
import { readKubernetes } from './kubernetes-reading';
import type { ComposeReading, KubernetesReading } from './reading';

/** What both outputs say. */
export interface Readings {
  readonly kubernetes: KubernetesReading;
  readonly compose: ComposeReading;
}

/**
 * Reads both outputs with what an operator has set. Whether time that a container lets pass before it stops is a hook of its
 * program's, or is there for nodes to hear of it, Compose alone tells, which has no use for the latter.
 *
 * @param minor of the version of Kubernetes: 35 for 1.35
 * @param foreign objects of Kubernetes that somebody has added to those of ours
 */
export function readBoth(manifests: readonly Subject[], project: ComposeProject, operator: ReadonlyMap<string, string>, minor: number, foreign: readonly Subject[] = []): Readings {
  const compose = readCompose(project, operator);
  const hooked = new Set([...compose.facts.keys()].flatMap((key) => /^(.+) preStop$/.exec(key)?.[1] ?? []));
  return { kubernetes: readKubernetes(manifests, operator, minor, foreign, hooked), compose };
}
