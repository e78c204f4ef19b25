import * as fc from '../fast-check';
import { containersOf } from '../../lib/model/workload';
import { contentOf, placesIn } from '../../lib/targets/output';
import { TARGETS } from '../../lib/targets/targets';
import { arbitraryStack } from './arbitrary-stack';
import { COUNTEREXAMPLES } from './counterexamples';
import { outputOf } from './outputs';

const examples = COUNTEREXAMPLES.map((description): [(typeof COUNTEREXAMPLES)[number]] => [description]);

test('every target has objects, and each of them a name of its own and the construct that it comes from', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const { model, objects } = outputOf(description);
      const containers = model.workloads.flatMap(containersOf);
      const sections = [model.workloads, containers, model.volumes, model.configFiles, model.parameters, model.secrets, model.outside ?? []];
      const paths = new Set([model.path, ...sections.flatMap((section) => section.map(({ path }) => path))]);
      expect([...objects.keys()]).toEqual(TARGETS.map(({ name }) => name));
      for (const of of objects.values()) {
        expect(new Set(of.map(({ name }) => name)).size).toBe(of.length);
        expect(of.filter(({ construct }) => !paths.has(construct)).map(({ name, construct }) => `${name} ${construct}`)).toEqual([]);
      }
    }),
    { numRuns: 50, examples },
  );
});

test('every object stands in one file of its target, at the lines that are said to be its own', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const { objects, outputs } = outputOf(description);
      for (const [target, of] of objects) {
        const files = outputs.filter(({ path }) => path.startsWith(`${target}/`));
        expect(files.flatMap(placesIn).map(({ object }) => object.name).sort()).toEqual(of.map(({ name }) => name).sort());
        for (const file of files) {
          const lines = contentOf(file).split('\n');
          const texts = file.parts.flatMap(({ text, object }) => (object ? [text.replace(/\n$/, '')] : []));
          expect(placesIn(file).map(({ firstLine, lastLine }) => lines.slice(firstLine - 1, lastLine).join('\n'))).toEqual(texts);
        }
      }
    }),
    { numRuns: 50, examples },
  );
});
