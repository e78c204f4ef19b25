import type { ComposeProject } from '../compose-project';
import type { ChosenStack } from '../stacks';
import { changedParameter, missingSecret } from './settings';
import { keepRecords, lostRecords } from './records';
import { disorderedTasks, killedAtStop } from './ends';
import { unrecovered } from './recovery';

/** What happens to a project that is up, one thing after the other; everything that does not end well, each a sentence. */
export function lifecycleProblems(project: ComposeProject, stack: ChosenStack, looker: string): readonly string[] {
  const problems: string[] = [];
  const step = (what: string, act: () => readonly string[] | undefined): void => {
    process.stdout.write(`  - ${what}\n`);
    const found = act();
    if (found) problems.push(...found.map((problem) => `${what}: ${problem}`));
    else process.stdout.write('    not tried: it has nothing of the kind\n');
  };
  step('its tasks have run once, in order', () => disorderedTasks(stack.model, project));
  step('a missing secret stops it', () => missingSecret(stack.model, project));
  step('a process that dies is started again, and is found', () => unrecovered(stack.model, project, looker, 'killed'));
  step('what is made anew at another address is found', () => unrecovered(stack.model, project, looker, 'moved'));
  const records = keepRecords(stack, project, looker);
  step('it stops in time', () => killedAtStop(project));
  project.run(['down']);
  step('it is the same when it has been down', () => [...project.start(), ...lostRecords(records, project, looker)]);
  step('a changed parameter takes effect', () => changedParameter(stack, project));
  return problems;
}
