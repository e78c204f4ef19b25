import type { ComposeProject } from '../compose-project';
import type { ChosenStack } from '../stacks';
import { unrestored } from './backups';
import { unmounted } from './bucket';
import { disorderedTasks, killedAtStop } from './ends';
import { keepRecords, lostRecords, type KeptRecord } from './records';
import { unfound, unrestarted } from './recovery';
import { unscaled } from './scale';
import { changedParameter, missingSecret } from './settings';
import { take } from './steps';

/** What happens to a project that is up, one thing after the other; everything that does not end well, each a sentence. */
export function lifecycleProblems(project: ComposeProject, stack: ChosenStack, looker: string): readonly string[] {
  let records: readonly KeptRecord[] = [];
  return take([
    { what: 'its tasks have run once, in order', act: () => disorderedTasks(stack.model, project) },
    { what: 'a missing secret stops it', act: () => missingSecret(stack.model, project) },
    { what: 'a process that dies is started again, and is found', act: () => unrestarted(stack.model, project, looker) },
    { what: 'what is made anew at another address is found', act: () => unfound(stack.model, project, looker) },
    { what: 'there can be more of what may have replicas', act: () => unscaled(stack.model, project, looker) },
    { what: 'files get through a mounted bucket, also when what mounts it was killed', act: () => unmounted(stack.model, project, looker) },
    {
      what: 'it stops in time',
      act: () => {
        records = keepRecords(stack, project, looker);
        return killedAtStop(project);
      },
    },
    {
      what: 'it is the same when it has been down',
      act: () => {
        project.downKeepingData();
        return [...project.start(), ...lostRecords(records, project, looker)];
      },
    },
    { what: 'its backups restore into an empty server', act: () => unrestored(stack, project, records, looker) },
    { what: 'a changed parameter takes effect', act: () => changedParameter(stack, project) },
  ]);
}
