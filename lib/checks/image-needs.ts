import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { knownContainer, type ImageRule } from './image-container';
import { checkContents } from './image-contents';
import { checkHealthcheck } from './image-healthcheck';
import { checkHome } from './image-home';
import { checkMemory } from './image-memory';
import { checkPorts } from './image-ports';
import { checkProbeAnswer, checkProbeClient } from './image-probe';
import { checkProgram, startsKnownProgram } from './image-program';
import { checkUser } from './image-user';
import { checkVariables } from './image-variables';
import { checkWrites } from './image-writes';

/** True of the image, whatever is started. */
const OF_IMAGE: readonly ImageRule[] = [checkProgram, checkProbeClient, checkHealthcheck];

/** True of the program that the facts are about. */
const OF_PROGRAM: readonly ImageRule[] = [checkUser, checkWrites, checkHome, checkContents, checkPorts, checkProbeAnswer, checkMemory, checkVariables];

/** A workload gives its image what is known that it needs. */
export function checkImageNeeds(graph: StackGraph, findings: Findings): void {
  for (const each of graph.containers) {
    const { facts } = each.container.image;
    if (!facts) continue;
    const container = knownContainer(each, facts, graph);
    const rules = startsKnownProgram(container) ? [...OF_IMAGE, ...OF_PROGRAM] : OF_IMAGE;
    for (const rule of rules) rule(container, findings);
  }
}
