import { App, Compose, Kubernetes, ReverseProxy, Route, Size, Stack, Task, Volume, Workload, WorkloadKind, type KubernetesProps, type KubernetesWorkloadSettings } from 'cdk8s-compose';
import { expectAgreement, synthesize } from 'cdk8s-compose/testing';
import type { Controller } from '../../../lib/targets/kubernetes/api';
import { IMAGE, Lowered } from '../lowered';

const podOf = (lowered: Lowered, name: string) => lowered.object<Controller>('Deployment', name).spec.template.spec!;

describe('replicas', () => {
  const spreadOf = (props: object, kind = 'Deployment') => {
    const lowered = new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, ...props }));
    return lowered.object<Controller>(kind, 'api').spec.template.spec!.topologySpreadConstraints?.map(({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`);
  };
  const everywhere = ['kubernetes.io/hostname ScheduleAnyway', 'topology.kubernetes.io/zone ScheduleAnyway'];

  test('are spread over nodes and zones as well as it can be done', () => {
    expect(spreadOf({ replicas: 2 })).toEqual(everywhere);
    expect(spreadOf({ replicas: 2, kind: WorkloadKind.STATEFUL }, 'StatefulSet')).toEqual(everywhere);
  });

  test('are spread where an autoscaler may make several of one', () => {
    expect(spreadOf({ replicas: 1, autoscaling: { maxReplicas: 3 } })).toEqual(everywhere);
  });

  test('are not, where there is one, or one on each node', () => {
    expect(spreadOf({ replicas: 1 })).toBeUndefined();
    expect(spreadOf({ kind: WorkloadKind.DAEMON }, 'DaemonSet')).toBeUndefined();
  });
});

describe('a workload', () => {
  const build = (settings: KubernetesWorkloadSettings, props: KubernetesProps = { nodeSelector: { pool: 'apps' }, priorityClass: 'business' }) => {
    const stack = new Stack(new App({ targets: [new Kubernetes(props), new Compose()] }), 'shop');
    const api = new Workload(stack, 'api', { image: IMAGE });
    api.kubernetes.configure(settings);
    return { stack, api };
  };

  test('says otherwise property by property; the rest is as the target says', () => {
    const { stack, api } = build({ nodeSelector: { pool: 'gpu' } });
    api.kubernetes.configure({ tolerations: [{}] });
    const [controller] = synthesize(stack).kubernetes.filter(({ kind }) => kind === 'Deployment') as Controller[];
    expect(controller.spec.template.spec).toMatchObject({ nodeSelector: { pool: 'gpu' }, priorityClassName: 'business', tolerations: [{ operator: 'Exists' }] });
  });

  test('can say that it has none of what the target says', () => {
    const { stack } = build({ nodeSelector: {} });
    const [controller] = synthesize(stack).kubernetes.filter(({ kind }) => kind === 'Deployment') as Controller[];
    expect(controller.spec.template.spec).not.toHaveProperty('nodeSelector');
  });

  test('says a thing once', () => {
    const { stack, api } = build({ priorityClass: 'batch' });
    api.kubernetes.configure({ priorityClass: 'batch' });
    expect(synthesize(stack).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    api.kubernetes.configure({ priorityClass: 'urgent' });
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'model/conflicting-statements', path: 'shop/api', message: expect.stringContaining('"batch"') as string }));
  });

  test('of which nothing is written for Kubernetes is told so', () => {
    const stack = new Stack(new App({ targets: [new Compose()] }), 'shop');
    new Workload(stack, 'api', { image: IMAGE }).kubernetes.configure({ priorityClass: 'batch' });
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'model/unused-hatch', path: 'shop/api' }));
  });

  test('without pods has nothing to configure', () => {
    const stack = new Stack(new App(), 'shop');
    const api = new Workload(stack, 'api', { image: IMAGE });
    const proxy = new ReverseProxy(stack, 'proxy', { host: 'shop.example.com', routes: [Route.proxy('/', api.addEndpoint('http', { port: 80 }))] });
    proxy.kubernetes.configure({ priorityClass: 'batch' });
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'kubernetes/patch', path: 'shop/proxy', message: expect.stringContaining('no pods') as string }));
  });

  test('that is a task is placed as others are', () => {
    const stack = new Stack(new App({ targets: [new Kubernetes({ nodeSelector: { pool: 'apps' } })] }), 'shop');
    new Task(stack, 'report', { image: IMAGE, command: ['report'], schedule: '0 3 * * *' });
    expect(JSON.stringify(synthesize(stack).kubernetes.find(({ kind }) => kind === 'CronJob'))).toContain('"nodeSelector":{"pool":"apps"}');
  });

  test('has the nodes of its platform beside those of the target', () => {
    const lowered = new Lowered((stack) => new Workload(stack, 'api', { image: IMAGE, platform: 'linux/arm64' }).kubernetes.configure({ nodeSelector: { 'kubernetes.io/arch': 'amd64', pool: 'x' } }));
    expect(podOf(lowered, 'api').nodeSelector).toEqual({ pool: 'x', 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64' });
  });
});

test.each<[string, KubernetesWorkloadSettings]>([
  ['a label of nodeSelector is "a b"', { nodeSelector: { 'a b': 'x' } }],
  ['the label pool of nodeSelector is "-"', { nodeSelector: { pool: '-' } }],
  ['the operator Equal takes a key', { tolerations: [{ operator: 'Equal', value: 'x' }] }],
  ['the operator Exists takes no value', { tolerations: [{ key: 'a', operator: 'Exists', value: 'x' }] }],
  ['a value takes a key', { tolerations: [{ value: 'x' }] }],
  ['tolerationSeconds takes the effect NoExecute', { tolerations: [{ key: 'a', tolerationSeconds: 3 }] }],
  ['tolerationSeconds has to be a whole number', { tolerations: [{ key: 'a', effect: 'NoExecute', tolerationSeconds: 0.5 }] }],
  ['without one no node matches', { affinity: { nodeAffinity: { required: [{ matchExpressions: [] }] } } }],
  ['the operator In takes values', { affinity: { nodeAffinity: { required: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] } } }],
  ['the operator Gt takes one whole number', { affinity: { nodeAffinity: { required: [{ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['x'] }] }] } } }],
  ['the operator Exists takes no values', { affinity: { nodeAffinity: { preferred: [{ weight: 1, preference: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] } }] } } }],
  ['a weight of affinity is 101', { affinity: { podAffinity: { preferred: [{ weight: 101, podAffinityTerm: { topologyKey: 'a' } }] } } }],
  ['a topologyKey of affinity is ""', { affinity: { podAntiAffinity: { required: [{ topologyKey: '' }] } } }],
  ['it is there twice', { topologySpread: [{ topologyKey: 'zone' }, { topologyKey: 'zone', maxSkew: 2 }] }],
  ['maxSkew of topologySpread is 0', { topologySpread: [{ topologyKey: 'zone', maxSkew: 0 }] }],
  ['priorityClass is "Very High"', { priorityClass: 'Very High' }],
  ['one of imagePullSecrets is "A"', { imagePullSecrets: ['A'] }],
  ['existing of serviceAccount is "A"', { serviceAccount: { existing: 'A' } }],
  ['one that is there already has the annotations that it has', { serviceAccount: { existing: 'a', annotations: { a: 'b' } } }],
  ['an annotation of serviceAccount is "/a"', { serviceAccount: { annotations: { '/a': 'b' } } }],
])('%s is an error, of the target and of a workload', (says, settings) => {
  const errors = (target: KubernetesProps, ofWorkload?: KubernetesWorkloadSettings) => {
    const stack = new Stack(new App({ targets: [new Kubernetes(target)] }), 'shop');
    const api = new Workload(stack, 'api', { image: IMAGE });
    if (ofWorkload) api.kubernetes.configure(ofWorkload);
    return synthesize(stack).findings.filter(({ severity }) => severity === 'error');
  };
  const message = expect.stringContaining(says) as string;
  expect(errors(settings)).toEqual([expect.objectContaining({ code: 'kubernetes/setting', path: 'shop', message })]);
  expect(errors({}, settings)).toEqual([expect.objectContaining({ code: 'kubernetes/setting', path: 'shop/api', message })]);
});

test('what a setting gives Kubernetes alone is no fault of a hatch beside it', () => {
  const stack = new Stack(new App({ targets: [new Kubernetes({ runtimeClass: 'gvisor', nodeSelector: { 'kubernetes.io/arch': 'arm64' }, storageClass: 'fast', resourceQuota: { pods: '9' } }), new Compose({ logRotation: { maxSize: '50m', files: 3 } })] }), 'shop');
  const api = new Workload(stack, 'api', { image: IMAGE, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } });
  api.kubernetes.customize(({ controller }) => { controller.metadata.annotations = { 'example.com/owner': 'platform' }; });
  const { findings } = synthesize(stack);
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(findings.filter(({ code }) => code.endsWith('/target-setting'))).toHaveLength(5);
  expectAgreement(stack);
});
