import * as path from 'node:path';
import { Stack } from 'cdk8s-compose';
import { expectGoldenFolder, synthesize, synthesizeApp } from 'cdk8s-compose/testing';
import { appOf, ENVIRONMENTS, type Environment } from '../../examples/environments/environments';
import { derivedProblemsOf, goldensOf } from '../cases/outputs';

/* The program of docs/environments.md, in each of its environments. What it writes for one is in the folder with its name. */

const outputOf = (environment: Environment) => synthesize(appOf(environment).node.findChild('ai-society') as Stack);

describe.each(ENVIRONMENTS)('%s', (environment) => {
  const output = outputOf(environment);
  const goldens = goldensOf('ai-society', output.files);

  test('gives what is in its folder', () => {
    expectGoldenFolder(path.join(__dirname, environment), goldens, { origins: output.origins });
  });

  test('gives its model, and a report of all that was found', () => {
    expect(derivedProblemsOf(output, goldens)).toEqual([]);
  });

  test('has nothing wrong, and no warning that nobody has accepted', () => {
    expect(output.findings.filter(({ severity }) => severity !== 'info').map(({ code, path: at }) => `${code} ${at}`)).toEqual([]);
  });

  test('has an output directory of its own', () => {
    expect(appOf(environment, 'out').outdir.split(path.sep).slice(0, 2)).toEqual(['out', environment]);
    const { files } = synthesizeApp(appOf(environment));
    expect([...new Set([...files.keys()].map((file) => file.split('/')[0]))].sort()).toEqual([...FOLDERS[environment], 'model', 'report']);
  });
});

const FOLDERS: Readonly<Record<Environment, readonly string[]>> = { development: ['compose'], staging: ['compose', 'kubernetes'], production: ['kubernetes'] };

test('the stores are containers in development and nobody\'s elsewhere, and the application is told of them by the same names', () => {
  const [development, staging, production] = ENVIRONMENTS.map((environment) => outputOf(environment).model);
  const namesIn = ({ workloads }: typeof development) => workloads.map(({ name }) => name);
  const variablesIn = ({ workloads }: typeof development) => workloads.find(({ name }) => name === 'backend')!.containers[0].process.environment.map(({ name }) => name).filter((name) => /_URL$/.test(name));
  expect(namesIn(development)).toEqual(['backend', 'frontend', 'migration', 'postgres', 'qdrant', 'redis']);
  expect([namesIn(staging), namesIn(production)]).toEqual([['backend', 'frontend', 'migration'], ['backend', 'frontend', 'migration']]);
  expect([variablesIn(staging), variablesIn(production)]).toEqual([variablesIn(development), variablesIn(development)]);
  expect(production.outside!.map(({ name }) => name)).toEqual(['postgres', 'qdrant', 'redis']);
});
