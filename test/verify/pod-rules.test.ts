import { expansionReferences } from '../../lib/verify/kubernetes/env-rules';
import { deploymentWith, documents } from './fixtures';
import { selectorMatches } from '../../lib/verify/kubernetes/manifests';
import { quantityOf } from '../../lib/verify/kubernetes/quantity';
import { rulesSay } from './judged';
import type { Fields } from '../../lib/verify/untyped';

/** The rule says the one thing that is said of the bad stack, and nothing of the good one. */
function expectRule(message: string, bad: readonly unknown[], good: readonly unknown[]): void {
  expect(rulesSay(bad)).toEqual([expect.stringContaining(message)]);
  expect(rulesSay(good)).toEqual([]);
}

const CONFIG = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { MODE: fast, app.conf: "" } }';

describe('environment', () => {
  test('a key that is no variable name is reported, since the kubelet skips it in silence', () => {
    const settings = documents(CONFIG.replace('app.conf', '1st'));
    expect(rulesSay([deploymentWith('container', 'envFrom: [{ configMapRef: { name: settings } }]'), ...settings]))
      .toEqual([expect.stringContaining('key "1st", which is not a valid variable name')]);
  });

  test('keys of a Secret made out of band may be anything', () => {
    const container = '{ envFrom: [{ secretRef: { name: outside } }], env: [{ name: A, value: $(PASSWORD) }], args: [$(USER)] }';
    expect(rulesSay([deploymentWith('container', container)])).toEqual([]);
  });

  test.each([
    ['$(A)', ['A']], ['a$(A)$(B)', ['A', 'B']], ['$$(A)', []], ['$$$(A)', ['A']], ['$(A', []], ['$A ${A}', []], ['$', []],
  ])('references in %s', (value, names) => {
    expect(expansionReferences(value)).toEqual(names);
  });
});

describe('volumes', () => {
  const CLAIM = '{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data, namespace: shop }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }';
  const claimant = (spec: string): Fields =>
    deploymentWith('spec', spec, deploymentWith('pod', 'volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]'));

  test.each([
    ['a rolling update starts a second pod', 'strategy: { type: RollingUpdate }', 'strategy: { type: Recreate }'],
    ['2 replicas share PersistentVolumeClaim/data', '{ replicas: 2, strategy: { type: Recreate } }', 'strategy: { rollingUpdate: { maxSurge: 0 } }'],
  ])('%s', (message, bad, good) => {
    expectRule(message, [claimant(bad), ...documents(CLAIM)], [claimant(good), ...documents(CLAIM)]);
  });

  test('one claim, two workloads', () => {
    const job = (affinity: string, claim = CLAIM): unknown[] => documents(`{ apiVersion: batch/v1, kind: Job, metadata: { name: j, namespace: shop },
      spec: { template: { spec: { restartPolicy: Never, ${affinity} volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }] } } } }
---
${claim}`);
    const web = claimant('strategy: { type: Recreate }');
    expectRule('use it without pod affinity', [web, ...job('')], [web, ...job('affinity: { podAffinity: {} },')]);
    expect(rulesSay([web, ...job('', CLAIM.replace('Once', 'Many'))])).toEqual([]);
  });

  test('claim templates are volumes of their StatefulSet', () => {
    const claims = `kind: StatefulSet, metadata: { name: db, namespace: shop }, spec: { serviceName: db,
      volumeClaimTemplates: [{ metadata: { name: data, labels: { tier: "a b" } }, spec: { accessModes: [ReadWriteOnce] } }],
      template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, volumeMounts: [{ name: data, mountPath: /data }] }] } }`;
    const stack = (yaml: string): unknown[] => documents(`{ apiVersion: apps/v1, ${yaml}, selector: { matchLabels: { app: db } } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: db, namespace: shop }, spec: { clusterIP: None, selector: { app: db } } }`);
    expect(rulesSay(stack(claims))).toEqual([
      expect.stringContaining('claim template labels: tier has "a b"'),
      expect.stringContaining('claim template: requests no storage'),
    ]);
    const sound = claims.replace('"a b"', 'ab').replace('[ReadWriteOnce]', '[ReadWriteOnce], resources: { requests: { storage: 1Gi } }');
    expect(rulesSay(stack(sound))).toEqual([]);
    expect(rulesSay(stack(sound.replace('containers:', 'volumes: [{ name: data, emptyDir: {} }], containers:'))))
      .toEqual(['StatefulSet/db: two volumes are called "data"']);
  });

  test('a claim asks for storage, and ReadWriteOncePod stands alone', () => {
    expect(rulesSay(documents(CLAIM.replace('storage: 1Gi', '')))).toEqual([expect.stringContaining('requests no storage')]);
    expect(rulesSay(documents(CLAIM.replace('[ReadWriteOnce]', '[ReadWriteOncePod, ReadOnlyMany]')))).toEqual([expect.stringContaining('excludes other access modes')]);
    expect(rulesSay(documents(CLAIM))).toEqual([]);
  });
});

test.each([
  ['1', 1], ['500m', 0.5], ['1Ki', 1024], ['1.5Gi', 1.5 * 1024 ** 3], ['1k', 1000], ['2E', 2e18], ['1e3', 1000], [0.5, 0.5], ['512MB', undefined],
])('quantity %s', (value, expected) => {
  expect(quantityOf(value)).toBe(expected);
});

test.each([
  ['{ key: app, operator: In, values: [a] }', true], ['{ key: app, operator: NotIn, values: [a] }', false],
  ['{ key: tier, operator: NotIn, values: [a] }', true], ['{ key: tier, operator: Exists }', false], ['{ key: tier, operator: DoesNotExist }', true],
])('selector %s', (expression, matches) => {
  expect(selectorMatches({ matchExpressions: documents(expression) }, { app: 'a' })).toBe(matches);
});

test('an autoscaled Deployment leaves replicas to the autoscaler', () => {
  const scaler = (target: string, range = 'maxReplicas: 3'): string => `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler,
    metadata: { name: h, namespace: shop }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }, ${range} } }`;
  const [target] = documents(scaler('web'));
  expectRule('each apply resets the autoscaler', [deploymentWith('spec', 'replicas: 1'), target], [deploymentWith('spec', '{}'), target]);
});
