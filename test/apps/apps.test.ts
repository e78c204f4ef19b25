import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'cdk8s-compose';
import { expectGoldenFolder, synthesize } from 'cdk8s-compose/testing';
import { addStacks } from '../../apps/stacks';
import { goldensOf, problemsOf } from '../cases/outputs';

/*
 * All outputs of every stack that `cdk8s synth` writes. The goldens of a stack are in the folder of its system:
 * `ai-society-dev` is a variant of `apps/ai-society`, so they are in `test/apps/ai-society/ai-society-dev`.
 */

const app = new App();
addStacks(app);
const stacks = app.node.findAll().filter((construct) => Stack.isStack(construct));
const systems = foldersIn(path.join(__dirname, '../../apps'));

describe.each(stacks.map((stack) => ({ name: stack.node.id, output: synthesize(stack) })))('$name', ({ name, output }) => {
  const goldens = goldensOf(output);

  test('gives what is in its folder', () => {
    const report = output.files.get(`report/${name}.txt`)!;
    expectGoldenFolder(path.join(__dirname, folderOf(name)), new Map([...goldens, ['report.txt', report]]));
  });

  test('gives files that both targets can run', () => {
    expect(problemsOf(goldens)).toEqual([]);
  });

  test('has no errors and no warnings that nobody has accepted', () => {
    expect(output.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

test('every folder of goldens is of a stack', () => {
  const folders = foldersIn(__dirname).flatMap((system) => foldersIn(path.join(__dirname, system)).map((variant) => `${system}/${variant}`));
  expect(folders).toEqual(stacks.map((stack) => folderOf(stack.node.id)).sort());
});

test('every system has a stack', () => {
  expect(foldersIn(__dirname)).toEqual(systems);
});

/** `<system>/<stack>`: the name of a stack is that of its system, or begins with it. */
function folderOf(stack: string): string {
  const [system] = systems.filter((folder) => stack === folder || stack.startsWith(`${folder}-`)).sort((a, b) => b.length - a.length);
  if (system === undefined) throw new Error(`no folder below apps/ is called like the stack ${stack}, or like its beginning`);
  return `${system}/${stack}`;
}

function foldersIn(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
