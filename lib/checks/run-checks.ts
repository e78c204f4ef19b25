import type { Findings } from '../diagnostics/findings';
import type { Fault } from '../model/fault';
import { chosenGraphs, type StackGraph } from '../model/graph';
import type { Trace } from '../model/trace';
import type { Check } from './check';
import { checkBuckets } from './buckets';
import { checkBuilds } from './builds';
import { checkChoices } from './choices';
import { checkCommands } from './commands';
import { checkConfigFiles } from './config-files';
import { checkDurations } from './durations';
import { checkEgress } from './egress';
import { reportFaults } from './faults';
import { checkHealth } from './health';
import { checkHostPorts } from './host-ports';
import { checkImageFacts } from './image-facts';
import { checkImageNeeds } from './image-needs';
import { checkUnknownImages } from './image-unknown';
import { checkImages, checkRegistries } from './images';
import { checkKernel } from './kernel';
import { checkMeaningless } from './meaningless';
import { checkMounts } from './mounts';
import { checkAliases, checkNames } from './names';
import { checkOperations } from './operations';
import { checkOutside, checkStackPeers } from './outside';
import { checkParameters } from './parameters';
import { checkOrderOnly, checkPlainAddresses } from './plain-addresses';
import { checkPlainSecrets } from './plain-secrets';
import { checkPorts } from './ports';
import { asMeant, checkProfiles } from './profiles';
import { checkQuantities } from './quantities';
import { checkReasons } from './reasons';
import { checkReferences } from './references';
import { checkReplicaNames } from './replica-names';
import { checkReplicas } from './replicas';
import { checkSandboxes } from './sandboxes';
import { checkSharedScratch } from './shared-scratch';
import { checkSidecars } from './sidecars';
import { checkStartOrder } from './start-order';
import { checkText } from './text';
import { reportUnhardened } from './unhardened';
import { checkUnreachable } from './unreachable';
import { checkUsers } from './users';
import { checkVolumeWriters } from './volume-writers';
import { checkVolumesPerReplica } from './volumes-per-replica';
import { checkContainerNames, checkWords } from './words';

/** What depends on numbers, amounts and words of which an operator may have the last word. */
const CHECKS_OF_VALUES: readonly Check[] = [
  checkHealth,
  checkDurations,
  checkQuantities,
  checkReplicas,
  checkWords,
  checkUsers,
  checkImageNeeds,
  checkMounts,
  checkKernel,
  checkOperations,
];

/** What is so whatever is chosen, or with the defaults. */
const CHECKS: readonly Check[] = [
  checkRegistries,
  ...CHECKS_OF_VALUES,
  checkNames,
  checkChoices,
  checkBuilds,
  checkImageFacts,
  checkUnknownImages,
  checkPorts,
  checkEgress,
  checkOutside,
  checkStackPeers,
  checkReasons,
  reportUnhardened,
  checkCommands,
  checkMeaningless,
  checkBuckets,
  checkConfigFiles,
  checkReferences,
  checkReplicaNames,
  checkSandboxes,
  checkSharedScratch,
  checkSidecars,
  checkText,
];

/** What depends on what else is there, or on values of parameters, and so on what is chosen. */
const CHECKS_OF_EACH_CHOICE: readonly Check[] = [
  checkImages,
  checkAliases,
  checkHostPorts,
  checkContainerNames,
  checkVolumeWriters,
  checkVolumesPerReplica,
  checkStartOrder,
  checkOrderOnly,
  checkPlainAddresses,
  checkUnreachable,
  checkParameters,
  checkPlainSecrets,
];

/**
 * Runs every check, so that one run shows everything that is wrong.
 *
 * @param choices where the choices of the stack are stated, by their names
 */
export function runChecks(graph: StackGraph, faults: readonly Fault[], findings: Findings, choices?: ReadonlyMap<string, Trace>): void {
  reportFaults(faults, findings);
  checkProfiles(graph, findings, choices);
  for (const check of CHECKS) check(graph, findings);
  const ofChoices = chosenGraphs(asMeant(graph)).map((chosen, at) => {
    const own = findings.another();
    for (const check of CHECKS_OF_EACH_CHOICE) check(chosen, own);
    // Those of the first one are the defaults.
    if (at > 0) for (const check of CHECKS_OF_VALUES) check(chosen, own);
    return { choice: chosen.chosen?.name ?? '', findings: own };
  });
  findings.takeOver(ofChoices);
}
