import { type App, Image, type KubernetesProps, Stack, Task, Workload } from 'cdk8s-compose';

export const description = 'On which nodes pods run, said once for all: a workload that belongs elsewhere says so, and one of which there are several is spread.';

export const kubernetes: KubernetesProps = {
  nodeSelector: { 'node-pool': 'apps', 'kubernetes.io/arch': 'amd64' },
  tolerations: [{ key: 'dedicated', value: 'apps', effect: 'NoSchedule' }, { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', tolerationSeconds: 30 }],
  affinity: {
    nodeAffinity: {
      required: [{ matchExpressions: [{ key: 'topology.kubernetes.io/region', operator: 'In', values: ['eu-1', 'eu-2'] }] }],
      preferred: [{ weight: 50, preference: { matchExpressions: [{ key: 'spot', operator: 'DoesNotExist' }] } }],
    },
    podAffinity: { preferred: [{ weight: 10, podAffinityTerm: { topologyKey: 'topology.kubernetes.io/zone', matchLabels: { app: 'cache' } } }] },
    podAntiAffinity: { required: [{ topologyKey: 'kubernetes.io/hostname' }] },
  },
  topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }],
  priorityClass: 'business',
  runtimeClass: 'gvisor',
};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  new Workload(stack, 'api', { image, replicas: 3 });
  new Task(stack, 'migrate', { image, command: ['migrate'] });
  const gpu = new Workload(stack, 'inference', { image, replicas: 2, runtimeClass: 'nvidia', platform: 'linux/arm64' });
  gpu.kubernetes.configure({ nodeSelector: { 'node-pool': 'gpu' }, tolerations: [], affinity: {}, topologySpread: [], priorityClass: 'batch' });
  return stack;
}
