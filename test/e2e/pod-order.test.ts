import { App, HealthProbe, Image, ProbeClient, Stack, StartCondition, StartOrderOnKubernetes, Task, Workload } from 'cdk8s-compose';
import { problemsIn } from '../../scripts/e2e/inside/compared';
import type { Pod } from '../../scripts/e2e/inside/kubelet';
import { orderInCluster } from '../../scripts/e2e/inside/pod-order';
import { chosen } from '../../scripts/e2e/stacks';

const IMAGE = Image.fromReference('example/desk:1.0.0');

function desk() {
  const stack = new Stack(new App(), 'desk');
  const db = new Workload(stack, 'db', { image: IMAGE, health: HealthProbe.fromTcpSocket({ client: ProbeClient.NC }) });
  db.addEndpoint('sql', { port: 5432 });
  const migration = new Task(stack, 'migration', { image: IMAGE, command: ['migrate'] });
  const api = new Workload(stack, 'api', { image: IMAGE });
  api.addInitContainer('seed', { image: IMAGE, command: ['seed'] });
  api.startAfter(db, { condition: StartCondition.HEALTHY, kubernetes: StartOrderOnKubernetes.WAIT });
  api.startAfter(migration, { kubernetes: StartOrderOnKubernetes.WAIT });
  return chosen(stack).model;
}

const MODEL = desk();
const at = (second: number): string => `2026-11-28T12:00:${String(second).padStart(2, '0')}Z`;

interface Times {
  readonly dbReady?: number;
  readonly migrated?: number;
  readonly seeded?: number;
  readonly apiStarted: number;
  readonly migrationStatus?: number;
}

function pods({ dbReady, migrated = 8, seeded = 9, apiStarted, migrationStatus = 0 }: Times): readonly Pod[] {
  const container = (name: string, state: object): object => ({ name, image: 'example/desk:1.0.0', containerID: 'containerd://1', restartCount: 0, ready: true, state });
  const pod = (name: string, status: object): Pod => ({ metadata: { name: `${name}-0`, labels: { 'app.kubernetes.io/name': name } }, spec: {}, status: { phase: 'Running', ...status } }) as Pod;
  return [
    pod('db', { containerStatuses: [container('db', { running: { startedAt: at(1) } })], conditions: [{ type: 'Ready', status: dbReady === undefined ? 'False' : 'True', lastTransitionTime: at(dbReady ?? 0) }] }),
    pod('migration', { containerStatuses: [container('migration', { terminated: { exitCode: migrationStatus, startedAt: at(2), finishedAt: at(migrated) } })] }),
    pod('api', {
      containerStatuses: [container('api', { running: { startedAt: at(apiStarted) } })],
      initContainerStatuses: [container('seed', { terminated: { exitCode: 0, startedAt: at(3), finishedAt: at(seeded) } })],
    }),
  ];
}

test('what is waited for, and what runs before it in its pod, had come as far as it has to', () => {
  const noted = orderInCluster(MODEL, pods({ dbReady: 5, apiStarted: 9 }));
  expect(problemsIn(noted)).toEqual([]);
  expect(noted.map(({ path }) => path)).toEqual(['desk/api', 'desk/api', 'desk/api/seed']);
});

test.each([
  ['a peer that was ready later', { dbReady: 12, apiStarted: 10 }, ['api was started before db was healthy']],
  ['a peer that is not ready', { apiStarted: 10 }, ['api was started before db was healthy']],
  ['a task that ended later', { dbReady: 5, migrated: 11, apiStarted: 10 }, ['api was started before migration had ended well']],
  ['a task that ended badly', { dbReady: 5, migrationStatus: 1, apiStarted: 10 }, ['api was started before migration had ended well']],
  ['what runs before it in its pod and ended later', { dbReady: 5, seeded: 11, apiStarted: 10 }, ['api was started before its seed had ended well']],
])('%s is found', (_, times: Times, sentences) => {
  expect(problemsIn(orderInCluster(MODEL, pods(times)))).toEqual(sentences);
});

test('of a pod of which nobody knows when it was started nothing has gone well', () => {
  const [db, migration, api] = pods({ dbReady: 5, apiStarted: 10 });
  expect(problemsIn(orderInCluster(MODEL, [db, migration, { ...api, status: { ...api.status, containerStatuses: [] } }]))).toHaveLength(3);
});
