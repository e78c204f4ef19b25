import type { StackModel } from '../../lib/model/stack';
import { must, run } from './command';
import { Statements } from './inside/stated';
import { remember } from './interrupted';

/**
 * Makes the volumes that a README says are there already; their names, but for those that really are.
 *
 * @param root the directory of {@link remember}
 */
export function makeVolumes(model: StackModel, settings: Readonly<Record<string, string>>, root: string): readonly string[] {
  const statements = new Statements(model, { operator: new Map(Object.entries(settings)) });
  const names = model.volumes.filter(({ existing }) => existing).map(({ name, engineName, chosenName }) => (chosenName ? statements.text(chosenName) ?? name : engineName ?? name));
  const missing = names.filter((name) => run(['docker', 'volume', 'inspect', name]).status !== 0);
  for (const name of missing) {
    remember(root, { down: ['docker', 'volume', 'rm', '--force', name], directory: root });
    must(['docker', 'volume', 'create', name]);
  }
  return missing;
}
