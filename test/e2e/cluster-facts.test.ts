import { chooseCases } from '../../scripts/e2e/cases';
import { objectsIn } from '../../scripts/e2e/cluster/objects';
import { problemsIn } from '../../scripts/e2e/inside/compared';
import { madeComparisons, type LiveObject } from '../../scripts/e2e/inside/made-facts';
import { podComparisons, type LivePod } from '../../scripts/e2e/inside/pod-facts';
import { amountOf } from '../../scripts/e2e/inside/quantity';

const [HEALTH] = chooseCases(['engine-health']);
const { model } = HEALTH;
const ELSEWHERE = { imageOf: (reference: string) => `stand-in/${reference}`, nodeLabels: {} };

function live(change: object = {}): LivePod {
  return {
    metadata: { labels: {} },
    spec: {
      terminationGracePeriodSeconds: 8,
      containers: [{
        name: 'tls', image: 'stand-in/example/tls:1.4.2', resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
        readinessProbe: {
          httpGet: { path: '/health', port: 'web', scheme: 'HTTPS', httpHeaders: [{ name: 'Host', value: 'shop.example.com' }, { name: 'X-Asked-By', value: "the platform's own" }] },
          periodSeconds: 3, timeoutSeconds: 10, failureThreshold: 3,
        },
        ...change,
      }],
    },
  } as unknown as LivePod;
}

const problems = (change?: object): string[] => {
  const workload = model.workloads.find(({ name }) => name === 'tls')!;
  return problemsIn(podComparisons({ container: workload.containers[0], workload }, live(change), ELSEWHERE));
};

test('what the API has of a pod is held against the model', () => {
  expect(problems()).toEqual([]);
  expect(problems({ image: 'other' })).toEqual(['its image is "other", and has to be "stand-in/example/tls:1.4.2"']);
  expect(problems({ readinessProbe: { httpGet: { path: '/health', port: 8443 }, periodSeconds: 3, timeoutSeconds: 10, failureThreshold: 3 } })[0]).toMatch(/^its check is /);
  expect(problems({ readinessProbe: undefined }).length).toBeGreaterThan(1);
  expect(problems({ resources: {} })).toHaveLength(3);
  expect(problems({ name: 'other' })).toEqual(['the pod has no container tls']);
});

const servicesOf = ({ model: { name }, files }: typeof HEALTH): readonly LiveObject[] => objectsIn(files.get(`kubernetes/${name}.k8s.yaml`)!).filter(({ kind }) => kind === 'Service') as unknown as LiveObject[];

test('what a cluster has made for a workload is held against the model', () => {
  const deployment = (name: string): LiveObject => ({ kind: 'Deployment', metadata: { name }, spec: {}, status: { readyReplicas: 1 } });
  const services = servicesOf(HEALTH);
  const all = [...model.workloads.map(({ name }) => deployment(name)), ...services];
  expect(problemsIn(madeComparisons(model, all))).toEqual([]);
  expect(problemsIn(madeComparisons(model, all.slice(1)))).toEqual([`nothing makes pods of ${model.workloads[0].name}`]);
  expect(problemsIn(madeComparisons(model, [{ ...all[0], status: {} }, ...all.slice(1)]))).toEqual([`the number of pods of ${model.workloads[0].name} that are ready is 0, and has to be 1`]);
  const [service] = services;
  const [{ port }] = service.spec.ports!;
  const leadsElsewhere = all.map((object) => (object === service ? { ...service, spec: { ports: [{ port: 9, protocol: 'TCP' }] } } : object));
  expect(problemsIn(madeComparisons(model, leadsElsewhere))).toContain(`the Service ${service.metadata.name} does not lead to its port ${port}`);
});

test('what a cluster has made of claims is held against the model', () => {
  const [{ model: replicas, ...log }] = chooseCases(['volume-per-replica']);
  const claim = (at: number, change = {}): LiveObject => ({ kind: 'PersistentVolumeClaim', metadata: { name: `data-log-${at}` }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '8Gi' } }, ...change }, status: { phase: 'Bound' } });
  const made: LiveObject[] = [...servicesOf({ model: replicas, ...log }), { kind: 'StatefulSet', metadata: { name: 'log' }, spec: {}, status: { readyReplicas: 3 } }, claim(0), claim(1), claim(2)];
  expect(problemsIn(madeComparisons(replicas, made))).toEqual([]);
  expect(problemsIn(madeComparisons(replicas, made.slice(0, -1)))).toEqual(['there is no claim data-log-2 that has a volume', 'there is no claim data-log-2 that has a volume']);
  expect(problemsIn(madeComparisons(replicas, [...made.slice(0, -1), claim(2, { storageClassName: 'slow', resources: { requests: { storage: '1Gi' } } })]))).toHaveLength(4);
});

test('quantities are numbers', () => {
  expect(['512Mi', '100m', '2', '1.5Gi'].map(amountOf)).toEqual([512 * 2 ** 20, 0.1, 2, 1.5 * 2 ** 30]);
  expect(amountOf(undefined)).toBeNaN();
});
