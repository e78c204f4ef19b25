import { type App, Image, type KubernetesProps, Stack, StartOrderOnKubernetes, Task, Workload } from 'cdk8s-compose';

export const description = 'As whom pods run and with which Secrets nodes pull their images, said once for all; a workload may run as somebody who is there already.';

export const kubernetes: KubernetesProps = {
  imagePullSecrets: ['registry', 'mirror'],
  serviceAccount: { annotations: { 'iam.gke.io/gcp-service-account': 'apps@shop.iam.gserviceaccount.com' } },
};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const migrate = new Task(stack, 'migrate', { image, command: ['migrate'] });
  const api = new Workload(stack, 'api', { image });
  api.startAfter(migrate, { kubernetes: StartOrderOnKubernetes.WAIT });
  api.kubernetes.configure({ serviceAccount: { existing: 'payments' } });
  return stack;
}
