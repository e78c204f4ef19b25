import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackModel } from '../../../lib/model/stack';
import { mainOf } from '../../../lib/model/workload';
import { run } from '../command';
import type { ComposeProject } from '../compose-project';
import { compared, type Noted } from '../inside/compared';
import { wait } from '../lifecycle/wait';

/** How long a change may take until it is seen, in seconds. */
const SECONDS = 20;

/** Has Compose look after the checkout, changes a file of it, and looks whether it arrives. */
export function watchComparisons({ workloads }: StackModel, project: ComposeProject, checkout: string): readonly Noted[] {
  const rules = workloads.flatMap((workload) => (mainOf(workload).watch ?? []).flatMap(({ action, path: of, target }) => (action === 'sync' && target !== undefined ? [{ workload, of, target }] : [])));
  if (rules.length === 0) return [];
  for (const { of } of rules) fs.mkdirSync(path.join(checkout, of), { recursive: true });
  const watching = project.startBeside(['watch', '--no-up']);
  try {
    return rules.map(({ workload, of, target }): Noted => {
      const container = project.states.find(({ Service }) => Service === workload.name)!;
      let written = 0;
      // Watching begins a moment after the start: what is written before is not seen.
      const isThere = wait(SECONDS, () => {
        fs.writeFileSync(path.join(checkout, of, 'planted'), `${written++}\n`);
        return run(['docker', 'exec', container.ID, 'cat', `${target}/planted`]).status === 0;
      });
      return { path: mainOf(workload).path, ...compared('watch', isThere, () => `a change of ${of} does not arrive at ${target} in ${SECONDS} s: ${watching.said()}`) };
    });
  } finally {
    watching.stop();
  }
}
