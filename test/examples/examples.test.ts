import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'cdk8s-compose';
import { expectGoldenFolder, synthesize } from 'cdk8s-compose/testing';
import { addExamples } from '../../examples/stacks';
import { derivedProblemsOf, goldensOf, problemsOf } from '../cases/outputs';
import { filesBelow, textOf } from '../sources';
import { UPSTREAM } from './upstream';

/* Each example as `npm run examples` writes it. Its goldens are in the folder with its name. */

const app = new App();
addExamples(app);
const stacks = app.node.findAll().filter((construct) => Stack.isStack(construct)).map((stack) => ({ name: stack.node.id, output: synthesize(stack) }));

describe.each(stacks)('$name', ({ name, output }) => {
  const goldens = goldensOf(name, output.files);

  test('gives what is in its folder', () => {
    expectGoldenFolder(path.join(__dirname, name), goldens, { origins: output.origins });
  });

  test('gives files that both targets can run', () => {
    expect(problemsOf(goldens)).toEqual([]);
  });

  test('gives its model, and a report of all that was found', () => {
    expect(derivedProblemsOf(output, goldens)).toEqual([]);
  });

  test('has no errors and no warnings that nobody has accepted', () => {
    expect(output.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has every service of upstream, in both outputs', () => {
    const { services } = UPSTREAM[name];
    const missing = services.filter(({ workload, container }) => {
      const found = output.model.workloads.find((each) => each.name === workload);
      return !found || (container !== undefined && !found.containers.some((each) => each.name === container));
    });
    expect(missing).toEqual([]);
  });
});

test('every folder of goldens is of an example, and every example says where it comes from', () => {
  const folders = fs.readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  expect(folders.sort()).toEqual(stacks.map(({ name }) => name).sort());
  expect(Object.keys(UPSTREAM).sort()).toEqual(folders);
});

test('no example uses a hatch', () => {
  const hatches = /\.(kubernetes|compose)\b|customize|addFragment|addJsonPatch|ApiObject|JsonPatch|from 'cdk8s'|acknowledge/;
  const files = filesBelow('examples').filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(stacks.length);
  expect(files.filter((file) => hatches.test(textOf(file)))).toEqual([]);
});
