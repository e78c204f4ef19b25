import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../../scripts/e2e/command';
import { makeVolumes } from '../../scripts/e2e/existing-volumes';
import { remember } from '../../scripts/e2e/interrupted';
import { removeLeftOvers } from '../../scripts/e2e/left-overs';
import { chooseCases } from '../../scripts/e2e/cases';
import { Looker } from '../../scripts/e2e/inside/looker';
import { temporaryDirectory } from '../integration/running';
import { FakeEngine } from './fake-engine';

jest.mock('../../scripts/e2e/command', (): object => ({ ...jest.requireActual<object>('../../scripts/e2e/command'), run: jest.fn(), must: jest.fn() }));

const NAMELESS = 'a'.repeat(64);
let engine: FakeEngine;
let said = '';

beforeEach(() => {
  engine = new FakeEngine();
  said = '';
  jest.mocked(run).mockImplementation((words) => engine.run(words));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

test('all of a project goes, also what a container has of the one whose place it has taken', () => {
  const directory = temporaryDirectory();
  engine.containers.set('agent', [NAMELESS, 'e2e-desk_data']);
  for (const name of [NAMELESS, 'e2e-desk_data']) engine.volumes.add(name);
  engine.networks.add('e2e-desk_agent');
  remember(directory, { label: 'com.docker.compose.project=e2e-desk' });
  expect(removeLeftOvers(directory, true)).toBe(0);
  expect([engine.containers.size, engine.volumes.size, engine.networks.size, fs.existsSync(directory), said]).toEqual([0, 0, 0, false, '']);
});

test('what the engine makes of what it was asked before the interruption goes as well', () => {
  const directory = temporaryDirectory();
  remember(directory, { label: 'com.docker.compose.project=e2e-desk' });
  jest.mocked(run).mockImplementation((words) => {
    const { called, containers, volumes } = engine;
    if (words[0] === 'sleep' && called.filter((one) => one === 'sleep 1').length === 1) {
      containers.set('agent', [NAMELESS]);
      volumes.add(NAMELESS);
    }
    return engine.run(words);
  });
  expect(removeLeftOvers(directory, true)).toBe(0);
  expect([engine.containers.size, engine.volumes.size]).toEqual([0, 0]);
});

test('what something else still has is removed when that is gone, and what stays is said', () => {
  const directory = temporaryDirectory();
  remember(directory, { label: 'com.docker.compose.project=e2e-desk' });
  remember(directory, { down: ['docker', 'volume', 'rm', NAMELESS], directory });
  remember(directory, { down: ['kubectl', 'delete', 'namespace', 'desk'], directory });
  engine.containers.set('agent', [NAMELESS]);
  engine.volumes.add(NAMELESS);
  jest.mocked(run).mockImplementation((words) => {
    if (words[0] === 'kubectl') return { status: 1, stdout: '', stderr: 'error: timed out\n' };
    const isInUse = words.includes(NAMELESS) && words[1] === 'volume' && engine.containers.size > 0;
    return isInUse ? { status: 1, stdout: '', stderr: 'volume is in use' } : engine.run(words);
  });
  expect(removeLeftOvers(directory, false)).toBe(1);
  expect(engine.volumes.size).toBe(0);
  expect(said).toBe('left: kubectl delete namespace desk ended with 1: error: timed out\n');
});

/** What is remembered at the moment at which something is first made. */
function rememberedBefore(directory: string, isMaking: (words: readonly string[]) => boolean, act: () => unknown): string {
  let then: string | undefined;
  const told = (words: readonly string[]) => {
    if (isMaking(words)) then ??= fs.existsSync(path.join(directory, 'up.jsonl')) ? fs.readFileSync(path.join(directory, 'up.jsonl'), 'utf8') : '';
    return { status: words.includes('inspect') ? 1 : 0, stdout: '', stderr: '' };
  };
  jest.mocked(run).mockImplementation(told);
  const { must } = jest.requireMock<{ must: jest.Mock }>('../../scripts/e2e/command');
  must.mockImplementation((words: readonly string[]) => told(words).stdout);
  act();
  return then ?? 'nothing is made';
}

test('a volume that is there already for a stack is remembered before it is made', () => {
  const directory = temporaryDirectory();
  const model = chooseCases([]).map((one) => one.model).find(({ volumes }) => volumes.some(({ existing }) => existing))!;
  expect(rememberedBefore(directory, (words) => words[2] === 'create', () => makeVolumes(model, {}, directory))).toContain('"down":["docker","volume","rm","--force",');
});

test('who looks at a cluster is remembered before it is made', () => {
  const directory = temporaryDirectory();
  expect(rememberedBefore(directory, (words) => words[1] === 'apply', () => new Looker('busybox', directory))).toContain('"down":["kubectl","delete","namespace","cdk8s-compose-e2e"');
});
