import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Compose, Kubernetes, type ComposeProps, type KubernetesProps, type Stack } from 'cdk8s-compose';
import { expectGoldenFolder, synthesize, type Synthesized } from 'cdk8s-compose/testing';
import { renderFinding } from '../../lib/diagnostics/render';
import { FEATURES, featureUses } from '../../lib/model/features';
import { derivedProblemsOf, goldensOf, isDerived, problemsOf, verifiedProblemsOf } from './outputs';

/*
 * One folder, one thing that a stack can say: `stack.ts` says it, `expected/` is what both targets make of it and
 * everything that is found. A finding that is not in `diagnostics.txt` fails like any other difference. The folders of
 * stacks that are wrong, for which nothing is written, begin with `errors-`.
 */

interface Case {
  readonly description: string;
  readonly build: (app: App) => Stack;
  /** Minor version of the cluster that it is written for: 29 is 1.29. */
  readonly minor?: number;
  /** Settings of the targets, if it is about some. */
  readonly kubernetes?: KubernetesProps;
  readonly compose?: ComposeProps;
}

interface Built extends Case {
  readonly name: string;
  readonly output: Synthesized;
  /** Whether there are errors: then nothing is written, as with `synth`. */
  readonly failed: boolean;
}

const cases = fs
  .readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }): Built => {
    const { description, build, minor, kubernetes, compose } = jest.requireActual<Case>(path.join(__dirname, name, 'stack'));
    const output = synthesize(build(new App(kubernetes || compose ? { targets: [new Kubernetes(kubernetes), new Compose(compose)] } : {})));
    return { name, description, build, minor, output, failed: output.findings.some(({ severity }) => severity === 'error') };
  });

describe.each(cases)('$name: $description', ({ name, description, minor, output, failed }) => {
  const goldens = goldensOf(output.model.name, output.files);
  const bytes = goldensOf(output.model.name, output.binaryFiles);

  test('gives what is in expected/', () => {
    const diagnostics = output.findings.map((finding) => `${renderFinding({ ...finding, trace: undefined })}\n`).join('\n');
    const files = new Map<string, string | Uint8Array>([...goldens, ...bytes, ['diagnostics.txt', diagnostics] as const].filter(([file]) => !isDerived(file)));
    expectGoldenFolder(path.join(__dirname, name, 'expected'), files, { origins: output.origins });
  });

  test(failed ? 'has errors, so nothing is written' : 'gives files that both targets can run', () => {
    expect(failed).toBe(name.startsWith('errors-'));
    expect([...goldens.keys()].filter((file) => !/^(?:kubernetes|flux)\//.test(file)).slice(0, 3)).toEqual(failed ? [] : ['kubernetes.yaml', 'compose.yaml', 'env.example']);
    expect(failed ? [] : problemsOf(goldens, minor === undefined ? undefined : `1.${minor}`)).toEqual([]);
  });

  test(failed ? 'has no model' : 'gives its model, and a report of all that was found', () => {
    expect(failed ? [...goldens] : derivedProblemsOf(output, goldens)).toEqual([]);
  });

  test('has two outputs of one application, but for what it says', () => {
    const said = output.findings.filter(({ code, severity }) => code.startsWith('agreement/') && severity === 'warning');
    const found = failed ? [] : verifiedProblemsOf(output);
    expect([...new Set(found.map(({ code }) => code))].sort()).toEqual([...new Set(said.map(({ code }) => code))].sort());
  });

  test('says in one sentence what it is about, and has nothing in its folder but stack.ts and expected/', () => {
    expect(description).toMatch(/^[A-Z][^\n]{10,158}\.$/);
    expect(fs.readdirSync(path.join(__dirname, name)).sort()).toEqual(['expected', 'stack.ts']);
  });
});

test('every feature of the model has a case', () => {
  const good = cases.filter(({ failed }) => !failed);
  const used = new Set(good.flatMap(({ output }) => featureUses(output.model, new Set(FEATURES)).map(({ feature }) => feature)));
  expect(FEATURES.filter((feature) => !used.has(feature))).toEqual([]);
});
