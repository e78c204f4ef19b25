import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'cdk8s-compose';
import { expectGoldenFolder, synthesize } from 'cdk8s-compose/testing';
import { addStacks } from '../../apps/stacks';
import { derivedProblemsOf, goldensOf, problemsOf, stackOf, verifiedProblemsOf } from '../cases/outputs';
import { contentsOf, temporaryDirectory } from '../integration/running';

/*
 * Every file that `cdk8s synth` writes, as it is on the disk. The goldens of a stack are in the folder of its system:
 * `ai-society-dev` is a variant of `apps/ai-society`, so they are in `test/apps/ai-society/ai-society-dev`.
 */

const directory = temporaryDirectory();
const app = new App({ outdir: directory });
addStacks(app);
app.synth();
const written = Object.entries(contentsOf(directory));
fs.rmSync(directory, { recursive: true });

const stacks = app.node.findAll().filter((construct) => Stack.isStack(construct));
const systems = foldersIn(path.join(__dirname, '../../apps'));

describe.each(stacks.map((stack) => ({ name: stack.node.id, output: synthesize(stack) })))('$name', ({ name, output }) => {
  const files = new Map(written.filter(([file]) => stackOf(file) === name));
  const goldens = goldensOf(name, files);

  test('gives what is in its folder', () => {
    expectGoldenFolder(path.join(__dirname, folderOf(name)), goldens, { origins: output.origins });
  });

  test('gives files that both targets can run', () => {
    expect(problemsOf(goldens)).toEqual([]);
  });

  test('gives its model, and a report of all that was found', () => {
    expect(derivedProblemsOf(output, goldens)).toEqual([]);
  });

  test('gives the same in memory', () => {
    expect([...output.files.keys()].sort()).toEqual([...files.keys()].sort());
    expect([...files].filter(([file, content]) => output.files.get(file) !== content).map(([file]) => file)).toEqual([]);
  });

  test('has two outputs of one application, but for what it announces, and announces nothing else', () => {
    expect(verifiedProblemsOf(output)).toEqual([]);
  });

  test('has no errors and no warnings that nobody has accepted', () => {
    expect(output.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

test('nothing is written that is not of a stack, and so in a golden, but the list of what is written', () => {
  const names = stacks.map((stack) => stack.node.id);
  const others = written.filter(([file]) => !names.includes(stackOf(file) ?? ''));
  expect(others.map(([file]) => file)).toEqual(['.gitignore', 'outputs.json']);
  expect(JSON.parse(others[1][1])).toEqual(written.map(([file]) => file).filter((file) => file !== 'outputs.json'));
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
