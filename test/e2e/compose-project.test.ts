import * as fs from 'node:fs';
import * as path from 'node:path';
import { ComposeProject, withFewerFiles } from '../../scripts/e2e/compose-project';
import { chooseStacks } from '../../scripts/e2e/stacks';
import { temporaryDirectory } from '../integration/running';

test('what only a profile has started is removed with the rest', () => {
  const directory = temporaryDirectory();
  const compose = path.join(directory, 'compose.sh');
  fs.writeFileSync(compose, 'echo "$@" >> "${0%/*}/called"\n');
  const [stack] = chooseStacks(['astron-agent-production']);
  new ComposeProject(stack, { compose: ['sh', compose], images: new Map(), mostFiles: Infinity, looker: 'busybox' }, path.join(directory, 'stack'), directory).down();
  expect(fs.readFileSync(path.join(directory, 'called'), 'utf8')).toMatch(/^-p e2e-astron-agent-production -f compose.yaml -f engine.yaml --profile \* down -v --remove-orphans -t 5$/m);
});

test('more files than the engine lets a container open are not expected', () => {
  const [{ model }] = chooseStacks(['astron-agent-production']);
  const limits = (most: number) => withFewerFiles(model, most).workloads.flatMap(({ containers }) => containers.flatMap(({ openFiles }) => openFiles ?? []));
  expect(limits(20_000)).toEqual([20_000]);
  expect(limits(Infinity)).toEqual([65_536]);
});
