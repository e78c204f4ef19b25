import { parse } from 'yaml';
import { faultsIn } from '../../scripts/e2e/planted-faults';
import { chooseStacks } from '../../scripts/e2e/stacks';

test.each(['ai-society', 'open-notebook'])('%s has a place for ten faults, each of which changes its file', (name) => {
  const [stack] = chooseStacks([name]);
  const text = stack.files.get(`compose/${name}/compose.yaml`)!;
  const planted = faultsIn(stack.model).flatMap(({ what, plant }) => {
    const file = parse(text) as object;
    if (!plant(file)) return [];
    expect({ what, file }).not.toEqual({ what, file: parse(text) });
    return [what];
  });
  expect(planted).toEqual(expect.arrayContaining(['a volume is not mounted', 'a port is not published', 'a variable is missing', 'a connection is closed', 'a connection is open']));
  expect(planted.length).toBeGreaterThanOrEqual(10);
});
