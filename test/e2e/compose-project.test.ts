import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../../scripts/e2e/command';
import { ComposeProject, withFewerFiles } from '../../scripts/e2e/compose-project';
import { chooseStacks } from '../../scripts/e2e/stacks';
import { temporaryDirectory } from '../integration/running';
import { FakeEngine } from './fake-engine';

jest.mock('../../scripts/e2e/command', (): object => ({ ...jest.requireActual<object>('../../scripts/e2e/command'), run: jest.fn(), must: jest.fn() }));

const NAMELESS = 'b'.repeat(64);
let engine: FakeEngine;

beforeEach(() => {
  engine = new FakeEngine();
  jest.mocked(run).mockImplementation((words) => engine.run(words));
});

function project(directory: string): ComposeProject {
  const [stack] = chooseStacks(['astron-agent-production']);
  return new ComposeProject(stack, { compose: ['compose'], images: new Map(), mostFiles: Infinity, looker: 'busybox' }, path.join(directory, 'stack'), directory);
}

test('what only a profile has started is removed with the rest', () => {
  project(temporaryDirectory()).down();
  expect(engine.called).toContain('compose -p e2e-astron-agent-production -f compose.yaml -f engine.yaml --profile * down -v --remove-orphans -t 5');
});

test('what Compose leaves is removed, and said; a volume without a name is only removed', () => {
  engine.containers.set('agent', [NAMELESS]);
  engine.volumes.add(NAMELESS);
  engine.networks.add('desk_agent');
  expect(project(temporaryDirectory()).down()).toEqual(['it is down, and the container agent is left', 'it is down, and the network desk_agent is left', `it is down, and the volume ${NAMELESS} is left`]);
  expect([engine.containers.size, engine.volumes.size, engine.networks.size]).toEqual([0, 0, 0]);
});

test('a volume without a name is known before its container is replaced, also to who is interrupted', () => {
  const directory = temporaryDirectory();
  const desk = project(directory);
  engine.containers.set('agent', [NAMELESS]);
  engine.volumes.add(NAMELESS);
  desk.run(['up', '-d']);
  engine.containers.set('agent', []);
  expect(fs.readFileSync(path.join(directory, 'up.jsonl'), 'utf8')).toContain(NAMELESS);
  engine.containers.clear();
  expect(desk.down()).toEqual([]);
  expect(engine.volumes.size).toBe(0);
});

test('more files than the engine lets a container open are not expected', () => {
  const [{ model }] = chooseStacks(['astron-agent-production']);
  const limits = (most: number) => withFewerFiles(model, most).workloads.flatMap(({ containers }) => containers.flatMap(({ openFiles }) => openFiles ?? []));
  expect(limits(20_000)).toEqual([20_000]);
  expect(limits(Infinity)).toEqual([65_536]);
});
