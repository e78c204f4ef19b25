import { App, Image, Secret, Stack, Task, text } from 'cdk8s-compose';
import { must, run } from '../../scripts/e2e/command';
import { problemsIn } from '../../scripts/e2e/inside/compared';
import { lookInside } from '../../scripts/e2e/inside/kubelet';
import type { Looker } from '../../scripts/e2e/inside/looker';
import type { EnvVar } from '../../lib/targets/kubernetes/api-types';
import { chosen } from '../../scripts/e2e/stacks';

jest.mock('../../scripts/e2e/command', () => ({ ...jest.requireActual<object>('../../scripts/e2e/command'), run: jest.fn(), must: jest.fn() }));

function migration() {
  const stack = new Stack(new App(), 'desk');
  const password = new Secret(stack, 'PASSWORD', { description: 'Of the desk.' });
  new Task(stack, 'migrate', { image: Image.fromReference('example/desk:1.0.0'), command: ['migrate', '--all'], env: { DATABASE: text`desk:${password}@db`, LEVEL: 'info' } });
  return chosen(stack);
}

/** A namespace in which the task has ended, with these variables and arguments. */
function problemsOf(env: readonly EnvVar[], args: readonly string[]): string[] {
  const { model } = migration();
  const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } };
  const pod = {
    metadata: { name: 'migrate-x', labels: { 'app.kubernetes.io/name': 'migrate' } },
    spec: { nodeName: 'node', terminationGracePeriodSeconds: 60, containers: [{ name: 'migrate', image: 'example/desk:1.0.0', args, env, resources }] },
    status: { phase: 'Succeeded', containerStatuses: [{ name: 'migrate', image: 'example/desk:1.0.0', containerID: 'containerd://1', state: { terminated: { exitCode: 0 } } }] },
  };
  const objects: Readonly<Record<string, readonly object[]>> = {
    pods: [pod],
    nodes: [{ metadata: { name: 'node', labels: {} } }],
    'configmaps,secrets': [{ kind: 'Secret', metadata: { name: 'desk-secrets' }, data: { PASSWORD: Buffer.from('$ecret').toString('base64') } }],
  };
  jest.mocked(must).mockImplementation((words) => JSON.stringify({ items: objects[words[words.indexOf('get') + 1]] }));
  jest.mocked(run).mockReturnValue({ status: 0, stdout: '', stderr: '' });
  const looker = { tell: () => '' } as unknown as Looker;
  const looked = lookInside(looker, model, { operator: new Map([['PASSWORD', '$ecret']]) }, () => ({ image: new Map([['PATH', '/bin']]) }), { imageOf: (reference) => reference });
  expect(looked).toHaveLength(1);
  return problemsIn(looked[0].compared);
}

const PASSWORD: EnvVar = { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'desk-secrets', key: 'PASSWORD' } } };
const DATABASE: EnvVar = { name: 'DATABASE', value: 'desk:$(PASSWORD)@db' };
const LEVEL: EnvVar = { name: 'LEVEL', value: 'info' };

test('what has ended was given what the model says', () => {
  expect(problemsOf([PASSWORD, DATABASE, LEVEL], ['migrate', '--all'])).toEqual([]);
});

test.each([
  ['a variable that is missing', [PASSWORD, DATABASE], ['LEVEL is not set, and has to be "info"']],
  ['a variable of another value', [PASSWORD, DATABASE, { ...LEVEL, value: 'debug' }], ['LEVEL is "debug", and has to be "info"']],
  ['a variable too many', [PASSWORD, DATABASE, LEVEL, { name: 'PLANTED', value: 'yes' }], ['PLANTED is "yes", and nobody has stated it']],
  ['a secret that is not there', [{ ...PASSWORD, valueFrom: { secretKeyRef: { name: 'others', key: 'PASSWORD', optional: true } } }, DATABASE, LEVEL], ['DATABASE is "desk:$(PASSWORD)@db", and has to be "desk:$ecret@db"']],
])('%s was given to what has ended', (_, env, sentences) => {
  expect(problemsOf(env, ['migrate', '--all'])).toEqual(sentences);
});

test('an argument too many was given to what has ended', () => {
  expect(problemsOf([PASSWORD, DATABASE, LEVEL], ['migrate', '--all', '--planted'])).toEqual(['what it is started with is ["migrate","--all","--planted"], and has to be ["migrate","--all"]']);
});
