import type { Findings } from '../diagnostics/findings';
import type { Fault } from '../model/fault';
import type { StackGraph } from '../model/graph';
import type { Check } from './check';
import { checkBuckets } from './buckets';
import { checkBuilds } from './builds';
import { checkChoices } from './choices';
import { checkCommands } from './commands';
import { checkConfigFiles } from './config-files';
import { checkDurations } from './durations';
import { reportFaults } from './faults';
import { checkHealth } from './health';
import { checkHostPorts } from './host-ports';
import { checkImageFacts } from './image-facts';
import { checkImageNeeds } from './image-needs';
import { checkUnknownImages } from './image-unknown';
import { checkImages } from './images';
import { checkKernel } from './kernel';
import { checkMeaningless } from './meaningless';
import { checkMounts } from './mounts';
import { checkNames } from './names';
import { checkOperations } from './operations';
import { checkParameters } from './parameters';
import { checkOrderOnly, checkPlainAddresses } from './plain-addresses';
import { checkPlainSecrets } from './plain-secrets';
import { checkPorts } from './ports';
import { checkQuantities } from './quantities';
import { checkReasons } from './reasons';
import { checkReferences } from './references';
import { checkReplicas } from './replicas';
import { checkSandboxes } from './sandboxes';
import { checkSharedScratch } from './shared-scratch';
import { checkSidecars } from './sidecars';
import { checkStartOrder } from './start-order';
import { checkText } from './text';
import { reportUnhardened } from './unhardened';
import { checkUsers } from './users';
import { checkVolumeWriters } from './volume-writers';
import { checkWords } from './words';

const CHECKS: readonly Check[] = [
  checkNames,
  checkChoices,
  checkImages,
  checkBuilds,
  checkImageFacts,
  checkImageNeeds,
  checkUnknownImages,
  checkPorts,
  checkHostPorts,
  checkHealth,
  checkDurations,
  checkQuantities,
  checkReplicas,
  checkOperations,
  checkWords,
  checkUsers,
  checkReasons,
  reportUnhardened,
  checkCommands,
  checkMeaningless,
  checkMounts,
  checkKernel,
  checkVolumeWriters,
  checkBuckets,
  checkConfigFiles,
  checkReferences,
  checkSandboxes,
  checkSharedScratch,
  checkSidecars,
  checkStartOrder,
  checkOrderOnly,
  checkPlainAddresses,
  checkParameters,
  checkPlainSecrets,
  checkText,
];

/** Runs every check, so that one run shows everything that is wrong. */
export function runChecks(graph: StackGraph, faults: readonly Fault[], findings: Findings): void {
  reportFaults(faults, findings);
  for (const check of CHECKS) check(graph, findings);
}
