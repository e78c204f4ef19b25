import type { ComposeProject } from '../compose-project';
import type { ChosenStack } from '../stacks';
import { disorderedTasks, killedAtStop } from './ends';
import { keepRecords, lostRecords, type KeptRecord } from './records';
import { unrecovered } from './recovery';
import { changedParameter, missingSecret } from './settings';
import { take } from './steps';

/** What happens to a project that is up, one thing after the other; everything that does not end well, each a sentence. */
export function lifecycleProblems(project: ComposeProject, stack: ChosenStack, looker: string): readonly string[] {
  let records: readonly KeptRecord[] = [];
  return take([
    { what: 'its tasks have run once, in order', act: () => disorderedTasks(stack.model, project) },
    { what: 'a missing secret stops it', act: () => missingSecret(stack.model, project) },
    { what: 'a process that dies is started again, and is found', act: () => unrecovered(stack.model, project, looker, 'killed') },
    { what: 'what is made anew at another address is found', act: () => unrecovered(stack.model, project, looker, 'moved') },
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
        project.run(['down']);
        return [...project.start(), ...lostRecords(records, project, looker)];
      },
    },
    { what: 'a changed parameter takes effect', act: () => changedParameter(stack, project) },
  ]);
}
