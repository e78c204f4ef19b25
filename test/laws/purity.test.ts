import { App, Chart } from 'cdk8s';
import * as fc from '../fast-check';
import { Findings } from '../../lib/diagnostics/findings';
import { featureIndex } from '../../lib/model/features';
import { graphOf } from '../../lib/model/graph';
import type { StackModel } from '../../lib/model/stack';
import { finalObjects, reportAllLosses } from '../../lib/synthesis/final-output';
import { contentOf } from '../../lib/targets/output';
import { arbitraryStack } from './arbitrary-stack';
import { COUNTEREXAMPLES } from './counterexamples';
import { outputOf } from './outputs';
import type { StackDescription } from './stack-description';
import { targetsOf } from './targets';

const NO_HATCHES = { chart: new Chart(new App(), 'empty'), construct: () => undefined };

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const field of Object.values(value)) frozen(field);
  return Object.freeze(value);
}

function lowered(model: StackModel, description: StackDescription): unknown {
  const findings = new Findings();
  const graph = graphOf(model);
  const targets = targetsOf(description).map((target) => {
    reportAllLosses(target, graph, featureIndex(model), findings);
    const objects = finalObjects(target, graph, NO_HATCHES, findings)?.objects ?? [];
    return { objects, files: target.files(objects, graph).map((file) => ({ path: file.path, content: contentOf(file) })) };
  });
  return { targets, findings: findings.all };
}

test('lowering only reads the model, and the model is plain data', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const { model, objects } = outputOf(description);
      const first = lowered(frozen(model), description);
      expect(first).toMatchObject({ targets: [...objects.values()].map((of) => ({ objects: of })) });

      const restored = JSON.parse(JSON.stringify(model)) as StackModel;
      expect(restored).toStrictEqual(model);
      expect(lowered(restored, description)).toStrictEqual(first);
    }),
    { numRuns: 50, examples: COUNTEREXAMPLES.map((description) => [description]) },
  );
});

test('what one lowering gave can be changed without the next one noticing', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const model = frozen(outputOf(description).model);
      const [spoiled, untouched] = [lowered(model, description), JSON.stringify(lowered(model, description))];
      spoil(spoiled);
      expect(JSON.stringify(lowered(model, description))).toBe(untouched);
    }),
    { numRuns: 20 },
  );
});

/** Empties every object and list that is not part of the frozen model. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  for (const field of Object.values(value)) spoil(field);
  if (value instanceof Map) value.clear();
  else if (Array.isArray(value)) value.length = 0;
  else for (const key of Object.keys(value)) Reflect.deleteProperty(value, key);
}
