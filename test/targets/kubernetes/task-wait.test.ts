import { App, Compose, Image, Kubernetes, Stack, StartOrderOnKubernetes, Task, Workload, type KubernetesProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { Controller } from '../../../lib/targets/kubernetes/api';

const IMAGE = Image.fromReference('example/api:1.0.0');

/** With what a pod waits for a task. */
function waitImage(settings: KubernetesProps, registries: Record<string, string> = {}): string | undefined {
  const stack = new Stack(new App({ registries, targets: [new Kubernetes(settings), new Compose()] }), 'shop');
  new Workload(stack, 'api', { image: IMAGE }).startAfter(new Task(stack, 'migration', { image: IMAGE }), { kubernetes: StartOrderOnKubernetes.WAIT });
  const api = synthesize(stack).kubernetes.find(({ kind }) => kind === 'Deployment') as Controller;
  return api.spec.template.spec?.initContainers?.[0].image;
}

test.each<[string, KubernetesProps, string]>([
  ['the version that nobody chose', {}, 'registry.k8s.io/kubectl:v1.35.10'],
  ['the oldest version', { version: '1.28' }, 'registry.k8s.io/kubectl:v1.28.15'],
  ['the newest', { version: '1.37' }, 'registry.k8s.io/kubectl:v1.37.2'],
  ['no version, but the image that is said', { version: '1.28', kubectlImage: 'registry.example.com/kubectl:mine' }, 'registry.example.com/kubectl:mine'],
])('a pod waits for a task with the kubectl of %s', (_, settings, image) => {
  expect(waitImage(settings)).toBe(image);
});

test('a registry of the app is where that kubectl is pulled from', () => {
  expect(waitImage({ version: '1.36' }, { 'registry.k8s.io': 'mirror.example.com/k8s' })).toBe('mirror.example.com/k8s/kubectl:v1.36.6');
});
