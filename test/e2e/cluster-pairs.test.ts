import { App, Image, Publish, Stack, Workload } from 'cdk8s-compose';
import { problemsIn } from '../../scripts/e2e/inside/compared';
import { clusterPairs, entrancesIn, pairComparisons, type ClusterPair } from '../../scripts/e2e/inside/cluster-pairs';
import { chooseStacks, chosen } from '../../scripts/e2e/stacks';

const IMAGE = Image.fromReference('example/agent:1.0.0');

function desk() {
  const stack = new Stack(new App(), 'desk');
  const store = new Workload(stack, 'store', { image: IMAGE, egress: false });
  const records = store.addEndpoint('records', { port: 5000 });
  const agent = new Workload(stack, 'agent', { image: IMAGE, env: { STORE: records.url() } });
  agent.addEndpoint('http', { port: 8000, publish: Publish.atHost('desk.example.com') });
  return chosen(stack).model;
}

const PAIRS = clusterPairs(desk());

function wrongInCluster(isOpen: (pair: ClusterPair) => boolean | undefined, enforced: boolean): string[] {
  return problemsIn(pairComparisons(PAIRS, isOpen, enforced));
}

test('every workload is tried with every other one and with the world, and the world with every one', () => {
  expect(PAIRS).toEqual([
    { from: 'agent', to: 'store', port: 5000, isDeclared: true },
    { from: 'store', to: 'agent', port: 8000, isDeclared: false },
    { from: 'agent', port: 8080, isDeclared: true },
    { from: 'store', port: 8080, isDeclared: false },
    { to: 'agent', port: 8000, isDeclared: true },
    { to: 'store', port: 5000, isDeclared: false },
  ]);
});

test.each([
  ['a rule that is missing', false, { from: 'agent', to: 'store' }, 'agent does not reach store:5000, which is declared'],
  ['a rule too many', true, { from: 'store', to: 'agent' }, 'store reaches agent:8000, which is not declared'],
  ['a way out', true, { from: 'store' }, 'store reaches a pod outside of the stack, which is not declared'],
  ['a way in', true, { to: 'store' }, 'a pod outside of the stack reaches store:5000, which is not declared'],
])('%s is found', (_, open, of, sentence) => {
  const meant = PAIRS.filter((pair) => pair.from === (of as { from?: string }).from && pair.to === (of as { to?: string }).to);
  expect(wrongInCluster((pair) => (meant.includes(pair) ? open : pair.isDeclared), true)).toEqual([sentence]);
});

test('where no policy is enforced, only what should be open is judged', () => {
  expect(wrongInCluster(() => true, false)).toEqual([]);
  expect(wrongInCluster(() => false, false)).toHaveLength(3);
  expect(wrongInCluster(() => undefined, true)).toEqual([]);
});

test('a proxy of Compose is an entrance of the cluster: it has no pods, and what it leads to is open', () => {
  const [{ model }] = chooseStacks(['open-notebook-public']);
  expect([...entrancesIn(model)].flatMap(([name, endpoints]) => endpoints.map((endpoint) => `${name} ${endpoint.port}`))).toEqual(['api 5055', 'frontend 8502']);
  expect(clusterPairs(model).some(({ from, to }) => from === 'proxy' || to === 'proxy')).toBe(false);
});
