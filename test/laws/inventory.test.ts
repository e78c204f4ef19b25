import * as fc from '../fast-check';
import type { InventoryDocument } from '../../lib';
import { arbitraryStack } from './arbitrary-stack';
import { COUNTEREXAMPLES } from './counterexamples';
import { composeOf, manifestsOf, outputOf } from './outputs';
import { operatorOf, SHARED_SCRATCH, type StackDescription } from './stack-description';
import { KUBERNETES_VERSIONS, kubectlOf } from '../../lib/targets/kubernetes/settings';
import { substitute } from '../../lib/verify/compose/load/substitute';
import { operatorsVariables } from '../../lib/verify/compose/interpolation';
import { fields } from '../../lib/verify/untyped';

const examples = COUNTEREXAMPLES.map((description): [StackDescription] => [description]);

/** What the containers that targets add for themselves are made of; the stacks here do not name it to the inventory. */
const ADDED = ['busybox:1.36.1', ...KUBERNETES_VERSIONS.map(kubectlOf)];

function* imagesIn(value: unknown, operator: ReadonlyMap<string, string> = new Map()): Generator<string> {
  for (const [key, field] of Object.entries(value as object)) {
    // What an operator pulls who chooses nothing beyond what has to be.
    if (key === 'image' && typeof field === 'string') yield substitute(field, (name) => operator.get(name)).text;
    else if (typeof field === 'object' && field !== null) yield* imagesIn(field, operator);
  }
}

/** Checks the inventory of generated stacks against what the other outputs say in their text. */
function hold(law: (inventory: InventoryDocument, kubernetes: readonly unknown[], compose: unknown, operator: ReadonlyMap<string, string>) => void): void {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const result = outputOf(description);
      const { name } = description;
      law(JSON.parse(result.files.get(`inventory/${name}.json`)!) as InventoryDocument, manifestsOf(result, name), composeOf(result, name), operatorOf(description));
    }),
    { numRuns: 40, examples },
  );
}

test('has every image that the other outputs pull, and no other', () => {
  hold(({ containers }, kubernetes, compose, operator) => {
    const pulled = new Set([...imagesIn(kubernetes), ...imagesIn(compose, operator)].filter((image) => !ADDED.includes(image)));
    expect([...new Set(containers.map(({ image }) => image.reference))].filter((image) => !ADDED.includes(image)).sort()).toEqual([...pulled].sort());
  });
});

test('has every volume of the Compose file', () => {
  hold(({ volumes }, _kubernetes, compose) => {
    const named = Object.keys(fields(fields(compose).volumes)).filter((name) => !name.endsWith(`-${SHARED_SCRATCH.name}`));
    const onHost = [...JSON.stringify(compose).matchAll(/"source":"\.\/host\/([^"]*)"/g)].map(([, name]) => name);
    expect(volumes.map(({ name }) => name)).toEqual([...new Set([...named, ...onHost])].sort());
  });
});

test('has everything that the operator gives, and says of what is used by whom', () => {
  hold(({ secrets, parameters }, _kubernetes, compose) => {
    const asked = operatorsVariables(compose);
    for (const entry of [...secrets, ...parameters]) {
      const [{ name, usedBy }, variable] = [entry, 'variable' in entry ? entry.variable : undefined];
      // A variable that several have is asked for as long as one of them is used.
      if (variable === undefined) expect([name, asked.includes(name) || asked.includes(`${name}_FILE`)]).toEqual([name, usedBy.length > 0]);
      else if (usedBy.length > 0) expect(asked).toContain(variable);
    }
  });
});

test('has every host port of the Compose file', () => {
  hold(({ endpoints }, _kubernetes, compose) => {
    const published = endpoints.flatMap(({ published: way, port, workload }) => (way ? [`${workload} ${way.port} ${port}`] : []));
    const ports = Object.entries(fields(fields(compose).services)).flatMap(([service, value]) =>
      ((fields(value).ports ?? []) as unknown[]).map((port) => `${service.replace(/-pod$/, '')} ${/:-(\d+)\}/.exec(JSON.stringify(port))?.[1]} ${String(fields(port).target)}`));
    expect(published.sort()).toEqual(ports.sort());
  });
});
