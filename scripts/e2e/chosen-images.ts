import type { StackModel } from '../../lib/model/stack';
import { containersOf } from '../../lib/model/workload';
import { must } from './command';
import { Statements } from './inside/stated';

/** Has stand-ins also under the names that the operator chooses; what runs in place of images then. */
export function withChosenNames(images: ReadonlyMap<string, string>, model: StackModel, settings: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const statements = new Statements(model, { operator: new Map(Object.entries(settings)) });
  const chosen = model.workloads.flatMap(containersOf).flatMap(({ image: { reference, chosen: expression } }): readonly (readonly [string, string])[] => {
    const [name, standIn] = [expression && statements.text(expression), images.get(reference)];
    if (name === undefined || name === reference || standIn === undefined || !standIn.endsWith(reference)) return [];
    const other = `${standIn.slice(0, standIn.length - reference.length)}${name}`;
    must(['docker', 'tag', standIn, other]);
    return [[name, other]];
  });
  return new Map([...images, ...chosen]);
}
