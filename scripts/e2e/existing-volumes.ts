import type { StackModel } from '../../lib/model/stack';
import { must, run } from './command';
import { Statements } from './inside/stated';

/** Makes the volumes that a README says are there already; their names, but for those that really are. */
export function makeVolumes(model: StackModel, settings: Readonly<Record<string, string>>): readonly string[] {
  const statements = new Statements(model, { operator: new Map(Object.entries(settings)) });
  const names = model.volumes.filter(({ existing }) => existing).map(({ name, engineName, chosenName }) => (chosenName ? statements.text(chosenName) ?? name : engineName ?? name));
  const missing = names.filter((name) => run(['docker', 'volume', 'inspect', name]).status !== 0);
  for (const name of missing) must(['docker', 'volume', 'create', name]);
  return missing;
}
